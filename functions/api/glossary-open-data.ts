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
