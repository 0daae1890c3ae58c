import type { DesktopTexts } from './texts.ts';

export const de: DesktopTexts = {
  file: '&Datei',
  openFarm: 'Farm-Ordner ö&ffnen…',
  createFarm: 'Farm &anlegen…',
  settings: '&Einstellungen…',
  quit: 'Croft &beenden',
  edit: '&Bearbeiten',
  view: '&Ansicht',
  palette: 'Befehls&palette…',
  window: '&Fenster',
  help: '&Hilfe',
  guide: '&Anleitung',
  tour: '&Rundgang durch das Fenster',
  about: '&Über Croft',
  developer: 'Ent&wickler',

  go: '&Gehe zu',
  back: '&Zurück',
  forward: '&Vorwärts',
  reload: '&Neu laden',
  address: '&Adresse',
  whoAmI: '&Wer bin ich hier',
  otherPane: 'Z&wischen Leiste und Seite wechseln',
  openExternally: 'Im Browser des Systems ö&ffnen',
  closeIdentity: 'Dieses Fenster s&chließen',

  trayRunning: (running) =>
    running === 0 ? 'Kein Wiki läuft' : running === 1 ? '1 Wiki läuft' : `${running} Wikis laufen`,
  trayFarm: (name, state) => `${name}: ${state}`,
  farmRunning: (running, total) => `${running} von ${total} laufen`,
  farmFailing: (failed) => `${failed} gescheitert`,
  farmState: {
    closed: 'geschlossen',
    opening: 'wird geöffnet',
    missing: 'Ordner fehlt',
    failed: 'gescheitert',
  },
  trayOpen: 'Croft öffnen',
  trayQuit: 'Croft beenden',

  quitQuestion: 'Croft beenden?',
  quitConsequence: (running) =>
    running === 1 ? '1 Wiki antwortet dann nicht mehr.' : `${running} Wikis antworten dann nicht mehr.`,
  quitButton: 'Croft beenden',
  cancel: 'Abbrechen',
  doNotAsk: 'Nicht mehr fragen',

  confirm: {
    trust: {
      message: 'Dieser Farm vertrauen und ihre Plugins ausführen?',
      detail:
        'Plugins sind Programme. Sie laufen mit Ihren Rechten und können alles lesen und ändern, was Sie lesen und ändern können.',
      button: 'Vertrauen und ausführen',
    },
    backup: {
      message: 'Hierhin eine Sicherung schreiben?',
      detail: 'Eine Sicherung enthält alles, was in der Farm liegt, auch ihre Konten.',
      button: 'Sicherung schreiben',
    },
    restore: {
      message: 'Diese Sicherung wiederherstellen?',
      detail: 'Ihre Dateien werden in einen neuen Ordner ausgepackt.',
      button: 'Wiederherstellen',
    },
  },

  defect: 'Croft hat einen Fehler gemacht.',
  defectReport: (file) => `Die Farmen laufen weiter. Was geschah, steht in ${file}.`,
  close: 'Schließen',
};
