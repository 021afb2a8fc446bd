import { readFileSync } from 'node:fs'

/**
 * Calls back once when the npm that started this process is gone: killed by SIGKILL it forwards
 * nothing. Between npm and us may stand the shell that npm runs scripts in.
 */
export function onStarterGone(gone: () => void): void {
  const parent = process.ppid
  const grandparent = isScriptShell(parent) ? parentOf(parent) : undefined
  const timer = setInterval(() => {
    const here = process.ppid === parent && (!grandparent || parentOf(parent) === grandparent)
    if (here) return
    clearInterval(timer)
    gone()
  }, 500)
  timer.unref()
}

function isScriptShell(pid: number): boolean {
  return /^[^\0]*sh\0-c\0/.test(read(`/proc/${pid}/cmdline`))
}

/** Undefined where the system doesn't tell. */
function parentOf(pid: number): number | undefined {
  // The name in parentheses may hold anything, so count from its end.
  const found = /.*\) \S (\d+)/s.exec(read(`/proc/${pid}/stat`))?.[1]
  return found === undefined ? undefined : Number(found)
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
