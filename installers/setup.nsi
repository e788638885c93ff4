; The setup for Windows: for the person who starts it, without an administrator. Made by installers/setup.py.
;
; In the chosen folder lie uninstall.exe, welfare-desk.ini (the sign that the folder is ours) and the program in "app".
; A new version is unpacked beside it as "app.new" and tries itself; only then does it take the place of the old one,
; which waits as "app.old" until that is done. Files go by the list that was written when the program was built: what
; is not in it is nobody's to remove here. Books lie elsewhere, and one that was put here stays where it is.
;
; Exit codes: 3 the folder holds something else, 4 the program is running, 5 the new version does not work on this
; computer (an older one stays as it was), 6 the files could not be written.

Unicode true
Target ${STUB}
!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include x64.nsh

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\WelfareDesk"
!define OWN "Software\WelfareDesk"
!define CLASSES "Software\Classes"
!define BOOK "WelfareDesk.Book"
!define SIGN "welfare-desk.ini"
!define USUAL "$LOCALAPPDATA\Programs\WelfareDesk"
!define SHORTCUT "$SMPROGRAMS\ระบบบัญชีกองทุนสวัสดิการ.lnk"

Name "$(Program)"
OutFile "${OUT}"
InstallDir "${USUAL}"
InstallDirRegKey HKCU "${OWN}" "Folder"
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS Win10
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif
CRCCheck force
AllowSkipFiles off
BrandingText "Welfare Desk ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_ABORTWARNING
!define MUI_LANGDLL_REGISTRY_ROOT HKCU
!define MUI_LANGDLL_REGISTRY_KEY "${OWN}"
!define MUI_LANGDLL_REGISTRY_VALUENAME "Language"
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE SeeFolder
!define MUI_PAGE_HEADER_TEXT "$(WhereTitle)"
!define MUI_PAGE_HEADER_SUBTEXT " "
!define MUI_DIRECTORYPAGE_TEXT_TOP "$(Where)"
!define MUI_DIRECTORYPAGE_TEXT_DESTINATION "$(Place)"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "$(DoneTitle)"
!define MUI_FINISHPAGE_TEXT "$(DoneText)"
!define MUI_FINISHPAGE_RUN_TEXT "$(DoneRun)"
!define MUI_FINISHPAGE_RUN "$INSTDIR\app\welfare-desk.exe"
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(Leave)"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Thai"
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_RESERVEFILE_LANGDLL

VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
!macro VersionOf language
  VIAddVersionKey /LANG=${language} "ProductName" "ระบบบัญชีกองทุนสวัสดิการชุมชน · Welfare Desk"
  VIAddVersionKey /LANG=${language} "ProductVersion" "${VERSION}"
  VIAddVersionKey /LANG=${language} "FileVersion" "${VERSION}"
  VIAddVersionKey /LANG=${language} "FileDescription" "Welfare Desk setup"
  VIAddVersionKey /LANG=${language} "LegalCopyright" "GPL-3.0-or-later"
!macroend
!insertmacro VersionOf ${LANG_THAI}
!insertmacro VersionOf ${LANG_ENGLISH}

LangString Program ${LANG_THAI} "ระบบบัญชีกองทุนสวัสดิการชุมชน"
LangString Program ${LANG_ENGLISH} "Welfare Desk"
LangString Code ${LANG_THAI} "th"
LangString Code ${LANG_ENGLISH} "en"
LangString BookKind ${LANG_THAI} "สมุดบัญชีกองทุน"
LangString BookKind ${LANG_ENGLISH} "Welfare Desk book"
LangString WhereTitle ${LANG_THAI} "จะติดตั้งไว้ที่ใด"
LangString WhereTitle ${LANG_ENGLISH} "Where should it be installed?"
LangString Place ${LANG_THAI} "โฟลเดอร์ของโปรแกรม"
LangString Place ${LANG_ENGLISH} "Folder of the program"
LangString Where ${LANG_THAI} "ติดตั้งให้ผู้ใช้คนนี้คนเดียว ไม่ต้องใช้สิทธิ์ผู้ดูแลเครื่อง สมุดบัญชีไม่ได้เก็บในโฟลเดอร์นี้"
LangString Where ${LANG_ENGLISH} "It is installed for this person alone, without an administrator. Books are kept elsewhere."
LangString Leave ${LANG_THAI} "ถอนเฉพาะตัวโปรแกรม สมุดบัญชีและไฟล์อื่นทุกไฟล์ยังอยู่ตามเดิม"
LangString Leave ${LANG_ENGLISH} "Only the program is removed. Every book and every other file stays as it is."
LangString DoneTitle ${LANG_THAI} "ติดตั้งเรียบร้อยแล้ว"
LangString DoneTitle ${LANG_ENGLISH} "Welfare Desk is installed"
LangString DoneText ${LANG_THAI} "โปรแกรมทดสอบบนเครื่องนี้ผ่านทุกข้อ เปิดได้จากเมนูเริ่ม (Start) ชื่อ “ระบบบัญชีกองทุนสวัสดิการ” หรือดับเบิลคลิกที่สมุดบัญชี"
LangString DoneText ${LANG_ENGLISH} "It has passed its test on this computer. Open it from the Start menu, or double-click a book."
LangString DoneRun ${LANG_THAI} "เปิดโปรแกรมเลย"
LangString DoneRun ${LANG_ENGLISH} "Open it now"
LangString NotOurs ${LANG_THAI} "โฟลเดอร์ $INSTDIR มีไฟล์อื่นอยู่แล้ว กรุณาเลือกโฟลเดอร์ว่างหรือโฟลเดอร์ใหม่"
LangString NotOurs ${LANG_ENGLISH} "There are other files in $INSTDIR. Please choose an empty folder or a new one."
LangString Running ${LANG_THAI} "โปรแกรมบัญชีกองทุนเปิดอยู่ กรุณาปิดโปรแกรมก่อน แล้วลองอีกครั้ง"
LangString Running ${LANG_ENGLISH} "Welfare Desk is running. Please close it, then try again."
LangString Trying ${LANG_THAI} "กำลังทดสอบโปรแกรมบนเครื่องนี้…"
LangString Trying ${LANG_ENGLISH} "The program tries itself on this computer…"
LangString Fails ${LANG_THAI} "โปรแกรมรุ่นใหม่ทดสอบบนเครื่องนี้ไม่ผ่าน จึงไม่ได้ติดตั้ง รุ่นเดิม (ถ้ามี) และสมุดบัญชีทุกเล่มยังอยู่ตามเดิม"
LangString Fails ${LANG_ENGLISH} "The new version does not work on this computer and was not installed. The version from before, if there was one, and every book are as they were."
LangString Unwritten ${LANG_THAI} "เขียนไฟล์ลงในโฟลเดอร์ $INSTDIR ไม่ได้ เนื้อที่อาจเต็ม หรือมีโปรแกรมอื่นใช้ไฟล์อยู่ รุ่นเดิม (ถ้ามี) ยังอยู่ตามเดิม"
LangString Unwritten ${LANG_ENGLISH} "The files could not be written to $INSTDIR: the disk may be full, or another program uses them. The version from before, if there was one, is as it was."
LangString TooOld ${LANG_THAI} "โปรแกรมนี้ต้องใช้ Windows 10 แบบ 64 บิต ขึ้นไป"
LangString TooOld ${LANG_ENGLISH} "This program needs a 64-bit Windows 10 or later."

; End with a sentence (unless silent) and an exit code.
!macro Refuse sentence code
  MessageBox MB_OK|MB_ICONSTOP "${sentence}" /SD IDOK
  SetErrorLevel ${code}
  Quit
!macroend

!macro Shared un
; Remove from the folder $R0 what its own list names, and the folders that are empty then.
Function ${un}RemoveListed
  ClearErrors
  FileOpen $R1 "$R0\${LIST}" r
  ${If} ${Errors}
    ClearErrors
    Return
  ${EndIf}
  StrLen $R5 $R0
  ${Do}
    ClearErrors
    FileRead $R1 $R2
    ${If} ${Errors}
      ${ExitDo}
    ${EndIf}
    StrCpy $R3 $R2 1 -1
    ${If} $R3 == "$\n"
      StrCpy $R2 $R2 -1
    ${EndIf}
    StrCpy $R3 $R2 1 -1
    ${If} $R3 == "$\r"
      StrCpy $R2 $R2 -1
    ${EndIf}
    StrCpy $R3 $R2 2
    ${If} $R2 != ""
    ${AndIf} $R3 != ".."
    ${AndIf} $R2 != "${LIST}"
      Delete "$R0\$R2"
      StrCpy $R4 "$R0\$R2"
      Call ${un}RemoveEmpty
    ${EndIf}
  ${Loop}
  FileClose $R1
  Delete "$R0\${LIST}"
  RMDir "$R0"
  ClearErrors
FunctionEnd

; Remove the folders above $R4 that are empty, below the one that is $R5 letters long.
Function ${un}RemoveEmpty
  Push $0
  ${Do}
    ${Do}
      StrCpy $0 $R4 1 -1
      StrCpy $R4 $R4 -1
      ${If} $0 == ""
        ${ExitDo}
      ${EndIf}
    ${LoopUntil} $0 == "\"
    StrLen $0 $R4
    ${If} $0 <= $R5
      ${ExitDo}
    ${EndIf}
    ClearErrors
    RMDir $R4
  ${LoopUntil} ${Errors}
  Pop $0
FunctionEnd

; Windows lets nobody write to a program that runs.
Function ${un}SeeRunning
  again:
  StrCpy $1 ""
  ${If} ${FileExists} "$INSTDIR\app\welfare-desk.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\app\welfare-desk.exe" a
    ${If} ${Errors}
      StrCpy $1 "running"
    ${Else}
      FileClose $0
    ${EndIf}
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\app\welfare-desk-cli.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\app\welfare-desk-cli.exe" a
    ${If} ${Errors}
      StrCpy $1 "running"
    ${Else}
      FileClose $0
    ${EndIf}
  ${EndIf}
  ClearErrors
  ${If} $1 == "running"
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(Running)" /SD IDCANCEL IDRETRY again
    SetErrorLevel 4
    Quit
  ${EndIf}
FunctionEnd
!macroend
!insertmacro Shared ""
!insertmacro Shared "un."

; Move what still lies in one folder into another: below the top of the stack the one, on it the other.
Function BringBack
  Exch $1
  Exch
  Exch $0
  Push $2
  Push $3
  CreateDirectory "$1"
  FindFirst $2 $3 "$0\*"
  ${DoWhile} $3 != ""
    ${If} $3 != "."
    ${AndIf} $3 != ".."
      ${If} ${FileExists} "$0\$3\*"
        Push "$0\$3"
        Push "$1\$3"
        Call BringBack
      ${ElseIfNot} ${FileExists} "$1\$3"
        Rename "$0\$3" "$1\$3"
      ${EndIf}
    ${EndIf}
    FindNext $2 $3
  ${Loop}
  FindClose $2
  RMDir "$0"
  Pop $3
  Pop $2
  Pop $0
  Pop $1
FunctionEnd

; A folder that comes from the registry ends with a backslash.
Function TrimFolder
  StrCpy $0 $INSTDIR 1 -1
  ${If} $0 == "\"
    StrCpy $INSTDIR $INSTDIR -1
  ${EndIf}
FunctionEnd

; $0 is "other" where the folder holds something and is not ours. The usual folder is: what an uninstall left there
; must not stand in the way.
Function LookIntoFolder
  Call TrimFolder
  StrCpy $0 ""
  ${If} ${FileExists} "$INSTDIR\${SIGN}"
  ${OrIf} $INSTDIR == "${USUAL}"
    Return
  ${EndIf}
  FindFirst $1 $2 "$INSTDIR\*"
  ${DoWhile} $2 != ""
    ${If} $2 != "."
    ${AndIf} $2 != ".."
      StrCpy $0 "other"
    ${EndIf}
    FindNext $1 $2
  ${Loop}
  FindClose $1
FunctionEnd

Function SeeFolder
  Call LookIntoFolder
  ${If} $0 == "other"
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(NotOurs)"
    Abort
  ${EndIf}
FunctionEnd

Function .onInit
  !insertmacro MUI_LANGDLL_DISPLAY
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${RunningX64}
    !insertmacro Refuse "$(TooOld)" 3
  ${EndIf}
  Call TrimFolder
FunctionEnd

Function un.onInit
  !insertmacro MUI_UNGETLANGUAGE
FunctionEnd

; Take the new version back out; a folder that was made for it alone goes too.
Function TakeBack
  SetOutPath "$TEMP"
  StrCpy $R0 "$INSTDIR\app.new"
  Call RemoveListed
  ${IfNot} ${FileExists} "$INSTDIR\app\*"
    Delete "$INSTDIR\${SIGN}"
    RMDir "$INSTDIR"
  ${EndIf}
FunctionEnd

; Put the folder right where a setup before broke off.
Function MendFolder
  StrCpy $R0 "$INSTDIR\app.new"
  Call RemoveListed
  ${IfNot} ${FileExists} "$INSTDIR\app\*"
  ${AndIf} ${FileExists} "$INSTDIR\app.old\*"
    Rename "$INSTDIR\app.old" "$INSTDIR\app"
  ${EndIf}
  Call LetOldGo
FunctionEnd

; Remove the old version; what somebody else laid into its folder comes back to where it was.
Function LetOldGo
  ${If} ${FileExists} "$INSTDIR\app.old\*"
    StrCpy $R0 "$INSTDIR\app.old"
    Call RemoveListed
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\app.old\*"
    Push "$INSTDIR\app.old"
    Push "$INSTDIR\app"
    Call BringBack
  ${EndIf}
FunctionEnd

Section
  Call LookIntoFolder
  ${If} $0 == "other"
    !insertmacro Refuse "$(NotOurs)" 3
  ${EndIf}
  Call SeeRunning
  Call MendFolder

  ClearErrors
  CreateDirectory "$INSTDIR"
  WriteINIStr "$INSTDIR\${SIGN}" "WelfareDesk" "Trying" "${VERSION}"
  SetOutPath "$INSTDIR\app.new"
  File "${FOLDER}\${LIST}"
  File /r /x "${LIST}" "${FOLDER}\*"
  ${If} ${Errors}
    Call TakeBack
    !insertmacro Refuse "$(Unwritten)" 6
  ${EndIf}

  SetOutPath "$INSTDIR"
  DetailPrint "$(Trying)"
  SetDetailsPrint none
  nsExec::ExecToLog '"$INSTDIR\app.new\welfare-desk-cli.exe" self-test --lang $(Code)'
  Pop $0
  SetDetailsPrint both
  ${If} $0 != 0
    Call TakeBack
    !insertmacro Refuse "$(Fails)" 5
  ${EndIf}

  ClearErrors
  ${If} ${FileExists} "$INSTDIR\app\*"
    Rename "$INSTDIR\app" "$INSTDIR\app.old"
    ${If} ${Errors}
      Call TakeBack
      !insertmacro Refuse "$(Unwritten)" 6
    ${EndIf}
  ${EndIf}
  Rename "$INSTDIR\app.new" "$INSTDIR\app"
  ${If} ${Errors}
    Rename "$INSTDIR\app.old" "$INSTDIR\app"
    Call TakeBack
    !insertmacro Refuse "$(Unwritten)" 6
  ${EndIf}
  Call LetOldGo

  DeleteINIStr "$INSTDIR\${SIGN}" "WelfareDesk" "Trying"
  WriteINIStr "$INSTDIR\${SIGN}" "WelfareDesk" "Version" "${VERSION}"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  SetOutPath "$INSTDIR\app"
  CreateShortcut "${SHORTCUT}" "$INSTDIR\app\welfare-desk.exe" "" "$INSTDIR\app\welfare-desk.exe" 0 SW_SHOWNORMAL "" "Welfare Desk"
  SetOutPath "$INSTDIR"

  WriteRegStr HKCU "${OWN}" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${CLASSES}\.welfare" "" "${BOOK}"
  WriteRegStr HKCU "${CLASSES}\${BOOK}" "" "$(BookKind)"
  WriteRegStr HKCU "${CLASSES}\${BOOK}\DefaultIcon" "" "$INSTDIR\app\welfare-desk.exe,0"
  WriteRegStr HKCU "${CLASSES}\${BOOK}\shell\open\command" "" '"$INSTDIR\app\welfare-desk.exe" "%1"'
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "$(Program)"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\app\welfare-desk.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "Welfare Desk"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section Uninstall
  ${IfNot} ${FileExists} "$INSTDIR\${SIGN}"
    !insertmacro Refuse "$(NotOurs)" 3
  ${EndIf}
  Call un.SeeRunning
  SetOutPath "$TEMP"
  StrCpy $R0 "$INSTDIR\app"
  Call un.RemoveListed
  StrCpy $R0 "$INSTDIR\app.old"
  Call un.RemoveListed
  StrCpy $R0 "$INSTDIR\app.new"
  Call un.RemoveListed
  Delete "$INSTDIR\${SIGN}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "${SHORTCUT}"
  ReadRegStr $0 HKCU "${CLASSES}\.welfare" ""
  ${If} $0 == "${BOOK}"
    DeleteRegValue HKCU "${CLASSES}\.welfare" ""
    DeleteRegKey /ifempty HKCU "${CLASSES}\.welfare"
  ${EndIf}
  DeleteRegKey HKCU "${CLASSES}\${BOOK}"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "${OWN}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
