/** Words that no page shows: menus, the tray, native dialogs. `&` marks the letter that Alt reaches. */
export const en = {
  file: '&File',
  openFarm: '&Open a farm folder…',
  createFarm: '&Create a farm…',
  settings: '&Settings…',
  quit: '&Quit Croft',
  edit: '&Edit',
  view: '&View',
  palette: 'Command &palette…',
  window: '&Window',
  help: '&Help',
  guide: '&Guide',
  tour: '&Tour of the window',
  about: '&About Croft',
  developer: '&Developer',

  go: '&Go',
  back: '&Back',
  forward: '&Forward',
  reload: '&Reload',
  address: '&Address',
  whoAmI: '&Who am I here',
  otherPane: 'S&witch between bar and page',
  openExternally: '&Open in the system’s browser',
  closeIdentity: '&Close this window',

  trayRunning: (running: number) =>
    running === 0 ? 'No wiki runs' : running === 1 ? '1 wiki runs' : `${running} wikis run`,
  trayFarm: (name: string, state: string) => `${name}: ${state}`,
  farmRunning: (running: number, total: number) => `${running} of ${total} running`,
  farmFailing: (failed: number) => `${failed} failed`,
  farmState: { closed: 'closed', opening: 'opening', missing: 'folder is missing', failed: 'failed' },
  trayOpen: 'Open Croft',
  trayQuit: 'Quit Croft',

  quitQuestion: 'Quit Croft?',
  quitConsequence: (running: number) =>
    running === 1 ? '1 wiki stops answering.' : `${running} wikis stop answering.`,
  quitButton: 'Quit Croft',
  cancel: 'Cancel',
  doNotAsk: 'Don’t ask again',

  confirm: {
    trust: {
      message: 'Trust this farm and run its plugins?',
      detail:
        'Plugins are programs. They run with your rights and can read and change everything that you can.',
      button: 'Trust and run',
    },
    backup: {
      message: 'Write a backup here?',
      detail: 'A backup holds everything in the farm, its accounts included.',
      button: 'Write the backup',
    },
    restore: {
      message: 'Restore this backup?',
      detail: 'Its files are unpacked into a new folder.',
      button: 'Restore',
    },
  },

  defect: 'Croft made a mistake.',
  defectReport: (file: string) => `Your farms keep running. What happened is written to ${file}.`,
  close: 'Close',
};
