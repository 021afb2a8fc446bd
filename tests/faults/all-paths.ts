import { JOB_PATHS } from './job-paths.ts'
import { OFFICE_PATHS } from './office-paths.ts'
import { REQUEST_PATHS } from './paths.ts'
import { REVIEW_PATHS } from './review-paths.ts'

/** Every way of writing that there is. */
export const PATHS = [...REQUEST_PATHS, ...REVIEW_PATHS, ...OFFICE_PATHS, ...JOB_PATHS]

/** What has a method that could write, and writes nothing. */
export const READING = new Set([
  'post /people/preview',
  'post /people/transfers/preview',
  'post /requests/sheets/preview',
])

/** Newer than these tests and not driven by them yet: each is to be given a way of its own, and leaves this list then. */
export const NOT_YET = new Set([
  'post /confirmations',
  'post /exports',
  'post /inquiries',
  'post /inquiries/{inquiryId}/answer',
  'post /inquiries/{inquiryId}/decline',
  'post /inquiries/{inquiryId}/forward',
  'post /inquiries/{inquiryId}/withdraw',
  'post /people/{memberId}/mail-trouble/settlement',
  'post /me/mails',
  'post /api/office/staff/{memberId}/erasure',
])
