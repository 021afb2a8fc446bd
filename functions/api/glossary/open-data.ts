/** What the schemas about open data are, and their properties; part of `glossary.ts`. */
export const OPEN_DATA_SCHEMAS: Record<string, string> = {
  OpenDataPreview: 'What is published of a municipality, or would be',
  OpenProposal: 'A proposal as everybody may read it, once its municipality made it public',
}

export const OPEN_DATA_PROPERTIES: Record<string, string> = {
  addresses: 'Where the files are for everybody, while they are turned on',
  csv: 'The address of the CSV',
  dataset: 'The address of what the data are',
  inside: 'How many proposals stay inside the municipality',
  json: 'The address of the JSON',
  licence: 'Under which terms it is published',
  openData: 'Published under this licence, since an instant; not published without it',
  publishedAt: 'Since when it is published under this licence, UTC',
  updatedAt: 'When what is published may last have changed, UTC',
}

/** The same about long exports. */
export const EXPORT_SCHEMAS: Record<string, string> = {
  ExportTask: 'A long export, and how far it is',
  ExportTaskInput: 'What is asked for, to be made while nobody waits',
  ExportTasks: 'The long exports that were asked for lately',
}

export const EXPORT_PROPERTIES: Record<string, string> = {
  askedAt: 'When it was asked for, UTC: everything recorded up to then is in it',
  bytes: 'How large the file is',
  'ExportTask.attempt': 'How often it was begun',
  'ExportTask.by': 'Who asked for it',
  'ExportTask.done': 'How many rows are written',
  'ExportTask.expiresAt': 'Until when it can be fetched, UTC',
  'ExportTask.of': 'How many rows it will have',
  'ExportTask.state': 'Waiting, being made, made, given up, or gone',
  'ExportTask.what': 'What is in it',
  format: 'In which form',
  'ExportTaskInput.language': 'In which language',
  mayFetch: 'Whether the asker may have the file now: whoever could make the same one',
  tasks: 'What was asked for, the newest first',
  what: 'What is in it',
}
