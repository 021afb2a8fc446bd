import { CONTINUITY } from './continuity.ts'
import { EXPORTS } from './exports.ts'
import { HISTORY } from './history.ts'
import { MUNICIPALITY } from './municipality.ts'
import { NAMES } from './names.ts'
import { OFFICE } from './office.ts'
import { PEOPLE } from './people.ts'
import { PERSONAL_DATA } from './personal-data.ts'
import { PROPOSALS } from './proposals.ts'
import { QUESTIONS } from './questions.ts'
import { REPORTS } from './reports.ts'
import { REQUESTS } from './requests.ts'
import { REVIEWS } from './reviews.ts'
import { SESSION } from './session.ts'
import type { Words } from './words.ts'

/** The parts of the glossary: no two of them explain the same. */
export const PARTS: readonly Words[] = [
  NAMES,
  ...CONTINUITY,
  EXPORTS,
  ...HISTORY,
  ...MUNICIPALITY,
  ...OFFICE,
  ...PEOPLE,
  ...PERSONAL_DATA,
  ...PROPOSALS,
  ...QUESTIONS,
  ...REPORTS,
  ...REQUESTS,
  ...REVIEWS,
  ...SESSION,
]

/** What the schemas of the API and their properties mean: the document takes its descriptions from here. */
export const GLOSSARY: Words = Object.assign({}, ...PARTS)
