import { readFileSync } from 'node:fs'

/** A tick of Linux's process clocks: USER_HZ is 100 on every platform that Node runs on. */
const TICK_MS = 10

/**
 * The CPU time that a process has used so far, in ms: user and system time of all its threads
 * (`/proc/<pid>/stat`, fields 14 and 15, in ticks of 10 ms).
 */
export function cpuMilliseconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The second field, the program's name, may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS
}

/** The memory that a process holds, in MB. */
export function residentMegabytes(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Math.round(Number(kilobytes) / 1024)
}
