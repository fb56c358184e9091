@echo off
rem Runs Drawbridge on this machine: drawbridge up, drawbridge token, drawbridge --help.
rem Builds first when there is nothing built yet; after a change of the sources run "mvn package" yourself.
setlocal EnableDelayedExpansion
set "HOME_DIR=%~dp0"
if "%HOME_DIR:~-1%"=="\" set "HOME_DIR=%HOME_DIR:~0,-1%"
set "TARGET=%HOME_DIR%\launcher\target"

set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo Java was not found ^(looked for "%JAVA%"^). Drawbridge needs Java 17 or newer: 1>&2
  echo install one, such as Temurin from https://adoptium.net, and set JAVA_HOME or PATH to it. 1>&2
  exit /b 1
)
rem The first line of "java -version" holds the version in quotes: "17.0.15", or "1.8.0_402" up to Java 8.
set "MAJOR=0"
for /f "tokens=3 delims= " %%v in ('""%JAVA%" -version 2>&1" ^| findstr /c:" version "') do (
  for /f "tokens=1 delims=.-+" %%m in ("%%~v") do set "MAJOR=%%m"
)
if %MAJOR% LSS 17 (
  echo Java %MAJOR% was found ^("%JAVA%"^). Drawbridge needs Java 17 or newer: 1>&2
  echo install one, such as Temurin from https://adoptium.net, and set JAVA_HOME or PATH to it. 1>&2
  exit /b 1
)

set "BUILT=yes"
if not exist "%TARGET%\drawbridge-launcher.jar" set "BUILT=no"
if not exist "%TARGET%\lib" set "BUILT=no"
if not exist "%HOME_DIR%\authorizer\target\drawbridge-authorizer.jar" set "BUILT=no"
if not exist "%HOME_DIR%\admin\target\drawbridge-admin.jar" set "BUILT=no"
if not exist "%HOME_DIR%\examples\orders\target\drawbridge-orders.jar" set "BUILT=no"
if "%BUILT%"=="no" (
  echo Building ^(the first time downloads libraries, which takes minutes^) ... 1>&2
  set "MAVEN=mvn"
  where mvn >nul 2>&1 || set "MAVEN=%HOME_DIR%\mvnw.cmd"
  pushd "%HOME_DIR%"
  call "!MAVEN!" -B -ntp -Dmaven.test.skip=true -Djacoco.skip=true package 1>&2
  set "RESULT=!errorlevel!"
  popd
  if not "!RESULT!"=="0" (
    echo The build failed; its output is above. 1>&2
    exit /b 1
  )
)

set "COMPILERS=-XX:TieredStopAtLevel=1"
if "%~1"=="up" set "COMPILERS=-XX:+TieredCompilation"
"%JAVA%" -Xmx256m -Xss512k -XX:+UseSerialGC %COMPILERS% -XX:+IgnoreUnrecognizedVMOptions ^
  --enable-native-access=ALL-UNNAMED %DRAWBRIDGE_JAVA_OPTS% "-Ddrawbridge.home=%HOME_DIR%" ^
  -cp "%TARGET%\drawbridge-launcher.jar;%TARGET%\lib\*" io.drawbridge.launcher.Main %*
exit /b %errorlevel%
