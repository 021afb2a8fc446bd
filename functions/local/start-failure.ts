/** What can keep the hub from starting, with the parameters its sentence needs. */
export type StartFailureReason =
  | { code: 'platform_unsupported'; platform: string; install: string }
  | { code: 'engine_failed'; detail: string }
  | { code: 'engine_gave_up'; deaths: number }

/**
 * A start that cannot go on. `reason.code` selects the sentence that is printed
 * (see texts.ts); nothing of this reaches a browser.
 */
export class StartFailure extends Error {
  readonly reason: StartFailureReason

  constructor(reason: StartFailureReason, options?: ErrorOptions) {
    super(reason.code, options)
    this.name = 'StartFailure'
    this.reason = reason
  }
}
