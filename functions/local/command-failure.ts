import type { Refusal } from '../store/portable/form.ts'

/** What can keep a command, the start among them, from doing its work, with what its sentence must name. */
export type CommandFailureReason =
  | { code: 'usage'; argument: string }
  | { code: 'setting_invalid'; name: string; value: string }
  | { code: 'platform_unsupported'; platform: string; install: string }
  | { code: 'port_taken'; port: number }
  | { code: 'address_unavailable'; address: string; detail: string }
  | { code: 'data_dir_unusable'; dataDir: string; detail: string }
  | { code: 'data_dir_in_use'; dataDir: string }
  | { code: 'data_newer'; where: string; found: number; known: number }
  | { code: 'sample_beyond_loopback'; address: string }
  | { code: 'sample_with_other_provider' }
  | { code: 'provider_beyond_loopback'; address: string }
  | { code: 'test_clock_refused'; because: string; tmp: string }
  | { code: 'database_unreachable'; endpoint: string }
  | { code: 'web_build_failed'; detail: string }
  | { code: 'engine_failed'; detail: string }
  | { code: 'engine_gave_up'; deaths: number }
  | { code: 'job_usage' }
  | { code: 'job_ahead'; day: string }
  | { code: 'job_no_answer'; dataDir: string }
  | { code: 'backup_usage' }
  | { code: 'backup_nothing'; where: string }
  | { code: 'backup_no_municipality'; where: string; municipality: string }
  | { code: 'backup_busy'; where: string }
  | { code: 'file_failed'; file: string; detail: string }
  | { code: 'restore_refused'; file: string; refusal: Refusal }
  | { code: 'restore_there'; where: string; there: string[] }
  | { code: 'restore_unfinished'; where: string }

/**
 * A command that cannot go on, be it the start, a backup, a restore or a job. `reason` selects the sentence that is
 * printed (terminal.ts); nothing of this reaches a browser.
 */
export class CommandFailure extends Error {
  readonly reason: CommandFailureReason

  constructor(reason: CommandFailureReason, options?: ErrorOptions) {
    super(reason.code, options)
    this.name = 'CommandFailure'
    this.reason = reason
  }
}
