import type { Words } from './words.ts'

/** Files to take out, and open data. */
export const EXPORTS: Words = {
  ExportTask: 'A long export, and how far it is',
  'ExportTask.asOf': 'Of the register: on which day; on the day it was asked for without it',
  'ExportTask.askedAt': 'When it was asked for, UTC: everything recorded up to then is in it',
  'ExportTask.attempt': 'How often it was begun',
  'ExportTask.by': 'Who asked for it',
  'ExportTask.bytes': 'How large the file is, in bytes',
  'ExportTask.done': 'How many rows are written',
  'ExportTask.expiresAt': 'Until when it can be fetched, UTC',
  'ExportTask.mayFetch': 'Whether the asker may have the file now: whoever could make the same one',
  'ExportTask.of': 'How many rows it will have',
  'ExportTask.state': 'Waiting, being made, done, given up, or gone',

  ExportTaskInput: 'What is asked for, to be made while nobody waits',
  'ExportTaskInput.asOf': 'Of the register: on which day; today without it',
  'ExportTaskInput.language': 'In which language the file is',

  ExportTasks: 'The long exports that were asked for lately',
  'ExportTasks.tasks': 'What was asked for, the newest first',

  OpenDataPreview: 'What is published of a municipality, or would be',
  'OpenDataPreview.addresses': 'Where the files are for everybody, while they are turned on',
  'OpenDataPreview.addresses.csv': 'The address of the CSV',
  'OpenDataPreview.addresses.dataset': 'The address of what the data are',
  'OpenDataPreview.addresses.json': 'The address of the JSON',
  'OpenDataPreview.inside': 'How many proposals are not published',
  'OpenDataPreview.proposals': 'The public proposals, as everybody reads them',
  'OpenDataPreview.updatedAt': 'When what is published may last have changed, UTC',

  OpenProposal: 'A proposal as everybody may read it, once its municipality made it public',
  'OpenProposal.outcome': 'What became of it, or `unconfirmed` (記録なし) where no report holds',
  'OpenProposal.reason': 'The reason in words, where that was made public too',
}
