/** Opening a folder, or finding that it is none of ours. */
export const openFarm = {
  'openFarm.memberEmpty': 'croft.json names {directory}, which holds no wikiconfig.py.',
  'openFarm.memberEmpty.hint': 'Correct the folder in croft.json, or remove the entry.',
  'openFarm.notAFarm': '{directory} is not a wiki farm: it holds neither farmconfig.py nor wikiconfig.py.',
  'openFarm.notAFarm.hint':
    "Choose the folder with the farm's configuration files, often called “config”, or a folder whose sub-folders each hold a wikiconfig.py.",
  'openFarm.file': '{directory} is a file, not a folder.',
  'openFarm.file.hint': 'Choose the folder that holds the configuration files.',
  'openFarm.noFolder': 'There is no folder {directory}.',
  'openFarm.noFolder.hint': 'Check the path; a drive may be unplugged.',
  'openFarm.forbidden': "{directory} can't be read by this account.",
  'openFarm.forbidden.hint': 'Give your account read and enter permission for the folder.',
} as const;
