; croft:// links, and "Open with Croft" in the menu of every folder. What comes after -- is never taken for a switch.
!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\croft" "" "URL:Croft"
  WriteRegStr SHELL_CONTEXT "Software\Classes\croft" "URL Protocol" ""
  WriteRegStr SHELL_CONTEXT "Software\Classes\croft\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\croft\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" -- "%1"'
  WriteRegStr SHELL_CONTEXT "Software\Classes\Directory\shell\Croft" "" "Open with Croft"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Directory\shell\Croft" "Icon" "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Directory\shell\Croft\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" -- "%1"'
!macroend

!macro customUnInstall
  DeleteRegKey SHELL_CONTEXT "Software\Classes\croft"
  DeleteRegKey SHELL_CONTEXT "Software\Classes\Directory\shell\Croft"
!macroend
