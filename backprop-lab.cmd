@echo off
rem Starts Backprop Lab from its sources: finds a Java, builds what is missing or out of date, and runs the program.
rem The same as the script backprop-lab, for Windows. JAVA_HOME may name the JDK to use when it is new enough.
setlocal EnableExtensions DisableDelayedExpansion

set "needed=25"
set "main=backproplab.cli.Main"
for %%R in ("%~dp0.") do set "root=%%~fR"
set "program=%root%\target\program"

rem A JDK says in its file release what it is: nothing is started to find out.
set "jdk="
set "rejected="
if defined JAVA_HOME call :choose "%JAVA_HOME%"
if not defined jdk for %%J in (java.exe) do if not "%%~$PATH:J"=="" call :choose "%%~dp$PATH:J.."
if not defined jdk for /d %%D in (
    "%ProgramFiles%\Eclipse Adoptium\*"
    "%ProgramFiles%\Java\*"
    "%ProgramFiles%\Microsoft\jdk*"
    "%ProgramFiles%\Amazon Corretto\*"
    "%ProgramFiles%\BellSoft\*"
    "%ProgramFiles%\Zulu\*"
    "%ProgramFiles%\OpenJDK\*"
    "%LOCALAPPDATA%\Programs\Eclipse Adoptium\*"
    "%USERPROFILE%\.jdks\*"
    "%USERPROFILE%\scoop\apps\*jdk*"
    "%USERPROFILE%\.sdkman\candidates\java\*"
) do (
    call :choose "%%~D"
    call :choose "%%~D\current"
)
if not defined jdk (
    call :say "install a JDK %needed% or newer, for example Temurin %needed% from https://adoptium.net, or point JAVA_HOME at one%rejected%"
    exit /b 3
)

rem All starts give Java the same, or it would not take the note of :rehearse.
set options=-Xlog:disable -Xlog:all=warning:stderr -Xlog:aot*=off:stderr -Xlog:cds*=off:stderr -XX:+UseSerialGC -Xms32m -XX:NewSize=16m -XX:NewRatio=4 -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=25 --module-path "%program%\javafx" --add-modules javafx.controls,javafx.swing --enable-native-access=javafx.graphics,ALL-UNNAMED --add-exports java.base/jdk.internal.module=ALL-UNNAMED

call :is_built
if errorlevel 1 call :build
if errorlevel 1 exit /b 3

"%jdk%\bin\java.exe" %options% -XX:AOTCache="%program%\start.aot" -cp "%program%\lib\*" %main% %*
exit /b %errorlevel%


rem Has Java note, in a start nobody sees, what it loads and links, for the starts to come. Nothing is said when it fails.
:rehearse
setlocal
set "BACKPROP_LAB_WHEN_USABLE=rehearse"
"%jdk%\bin\java.exe" %options% -XX:AOTCacheOutput="%program%\next.aot" -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining -Dbackproplab.kernels=plain -Dglass.platform=Headless -Dprism.order=sw -Djava.awt.headless=true -cp "%program%\lib\*" %main% <nul >nul 2>&1
endlocal
if exist "%program%\next.aot" move "%program%\next.aot" "%program%\start.aot" >nul
exit /b 0


rem Sets jdk to the given folder, when none was chosen yet and it holds a JDK new enough.
:choose
if defined jdk exit /b 0
if not exist "%~f1\bin\java.exe" exit /b 0
if not exist "%~f1\release" exit /b 0
set "version=0"
for /f "usebackq tokens=1,2 delims==" %%A in ("%~f1\release") do if "%%A"=="JAVA_VERSION" (
    for /f "delims=.-+_" %%V in ("%%~B") do set "version=%%V"
)
if %version% lss %needed% (
    set "rejected=%rejected%; %~f1 is Java %version%"
) else if not exist "%~f1\bin\javac.exe" (
    set "rejected=%rejected%; %~f1 has no compiler"
) else (
    set "jdk=%~f1"
)
exit /b 0


rem Succeeds when the sources are those that were built: robocopy only lists here, and answers 0 when nothing was
rem added, changed or deleted.
:is_built
if not exist "%program%\built" exit /b 1
call :sources "%program%\sources" /l
exit /b %errorlevel%


rem Mirrors the sources into the folder given, or only compares with /l. Fails when there was a difference.
:sources
set "different="
robocopy "%root%\src\main" "%~1\main" /mir /njh /njs /ndl /nfl /np %2 >nul 2>&1
if errorlevel 1 set "different=yes"
if exist "%root%\assets" (
    robocopy "%root%\assets" "%~1\assets" /mir /njh /njs /ndl /nfl /np %2 >nul 2>&1
    if errorlevel 1 set "different=yes"
)
if exist "%root%\sample-networks" (
    robocopy "%root%\sample-networks" "%~1\sample-networks" /mir /njh /njs /ndl /nfl /np %2 >nul 2>&1
    if errorlevel 1 set "different=yes"
)
robocopy "%root%" "%~1\top" pom.xml backprop-lab.cmd /njh /njs /ndl /nfl /np %2 >nul 2>&1
if errorlevel 1 set "different=yes"
if defined different exit /b 1
exit /b 0


rem Builds beside the program and then takes its place, so that a failed build leaves nothing half done.
:build
set "next=%program%.%RANDOM%"
mkdir "%next%" || (
    call :say "cannot write to %root%\target"
    exit /b 1
)
call :sources "%next%\sources"
set "maven="
for %%M in (mvn.cmd) do set "maven=%%~$PATH:M"
if not defined maven set "maven=%root%\mvnw.cmd"
1>&2 echo Building Backprop Lab (the first time, this fetches its libraries) ...
setlocal
set "JAVA_HOME=%jdk%"
call "%maven%" -q -B -f "%root%\pom.xml" -Pprogram "-DbuildDirectory=%next%" package <nul >"%next%\log" 2>&1
if errorlevel 1 (
    type "%next%\log" 1>&2
    rmdir /s /q "%next%"
    call :say "the program could not be built, for the reason above"
    exit /b 1
)
endlocal
type nul >"%next%\built"
if exist "%program%" rmdir /s /q "%program%" 2>nul
if exist "%program%" (
    rmdir /s /q "%next%"
    call :say "close the Backprop Lab that is running, so that its newer version can take its place"
    exit /b 1
)
move "%next%" "%program%" >nul || (
    call :say "cannot write to %root%\target"
    exit /b 1
)
call :rehearse
exit /b 0


:say
1>&2 echo backprop-lab: %~1
exit /b 0
