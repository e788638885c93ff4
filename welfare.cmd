@echo off
rem Open Welfare Desk, or check it, on Windows: finds a Python of a fitting version and starts "welfare" with it.
setlocal
set PYTHONUTF8=1
for %%v in (3.13 3.12 3.11) do (
  py -%%v -c "" >nul 2>nul && (
    py -%%v "%~dp0welfare" %*
    exit /b
  )
)
python -c "" >nul 2>nul && (
  python "%~dp0welfare" %*
  exit /b
)
echo Welfare Desk needs Python 3.11, 3.12 or 3.13. Get one from https://www.python.org/downloads/ and try again.
exit /b 1
