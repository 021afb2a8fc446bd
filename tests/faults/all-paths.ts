import { INQUIRY_PATHS } from './inquiry-paths.ts'
import { JOB_PATHS } from './job-paths.ts'
import { OFFICE_PATHS } from './office-paths.ts'
import { REQUEST_PATHS } from './paths.ts'
import { REVIEW_PATHS } from './review-paths.ts'
import { SESSION_PATHS } from './session-paths.ts'

/** Every way of writing that there is. */
export const PATHS = [
  ...REQUEST_PATHS,
  ...SESSION_PATHS,
  ...REVIEW_PATHS,
  ...OFFICE_PATHS,
  ...INQUIRY_PATHS,
  ...JOB_PATHS,
]

/** What has a method that could write, and writes nothing. */
export const READING = new Set([
  'post /people/preview',
  'post /people/transfers/preview',
  'post /requests/sheets/preview',
])
