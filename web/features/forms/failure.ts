/** What went wrong with a request, without knowing how requests are made. */

/** One wrong field, as Problem Details name it. */
export type WrongField = { pointer: string; code: string; detail: string }

/** The server refused: Problem Details (RFC 9457). */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly fields: WrongField[]

  constructor(problem: {
    status: number
    code: string
    title: string
    detail?: string | undefined
    errors?: WrongField[] | undefined
  }) {
    super(problem.title)
    this.name = 'Refusal'
    this.status = problem.status
    this.code = problem.code
    this.detail = problem.detail ?? ''
    this.fields = problem.errors ?? []
  }
}

/** Whether the server refused because nobody is signed in (any more). */
export const isSignedOut = (error: unknown): boolean =>
  error instanceof Refusal && error.code === 'not_signed_in'

/** No answer arrived; what was sent may or may not be recorded. */
export class NoAnswer extends Error {
  override readonly name: string = 'NoAnswer'
}

/** So many ask at once that the hub itself was not reached: nothing was taken, and a little later it will be. */
export class Busy extends NoAnswer {
  override readonly name = 'Busy'
}
