import { readdirSync, readFileSync } from 'node:fs'

/**
 * Lets a process fall silent. The signal alone takes its time: until each thread has stopped, one may still answer.
 */
export function silence(pid: number): void {
  process.kill(pid, 'SIGSTOP')
  const tasks = `/proc/${pid}/task`
  const isStopped = (task: string) => /\) T /.test(readFileSync(`${tasks}/${task}/stat`, 'utf8'))
  while (!readdirSync(tasks).every(isStopped));
}
