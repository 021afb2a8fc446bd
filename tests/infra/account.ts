import { writeFileSync } from 'node:fs'
import { AwsError, operationWith, type Reach } from '../../infra/operate.ts'

/** What AWS says to a call: an answer, a refusal, or what is worked out from the call's words. */
type Said = object | Error | ((args: string[]) => object | undefined)

/** A refusal as the AWS CLI prints it. */
export function refusal(code: string, message = 'no'): AwsError {
  return new AwsError(`\nAn error occurred (${code}) when calling the Some operation: ${message}\n`)
}

export const operation = operationWith('prod', {
  alarmMail: 'alarms@example.jp',
  mailDomain: 'hub.example.jp',
})

type Outputs = Record<string, string>

/** A stack as `describe-stacks` tells of it. */
export function stackWith(outputs: Outputs, StackStatus = 'UPDATE_COMPLETE') {
  const Outputs = Object.entries(outputs).map(([OutputKey, OutputValue]) => ({
    OutputKey,
    OutputValue,
  }))
  return { Stacks: [{ StackStatus, Outputs }] }
}

/**
 * An account as an operator's commands see it. A call is answered by what stands under its first words; one that
 * nothing was said about fails. What isn't said of stacks and mails is not there.
 */
export function account(said: Record<string, Said> = {}, typed = '') {
  const calls: string[] = []
  const told: string[] = []
  const known: Record<string, Said> = {
    'cloudformation describe-stacks': refusal('ValidationError', 'Stack with id x does not exist'),
    'sesv2 get-email-identity': refusal('NotFoundException'),
    'sts get-caller-identity': { Account: '123456789012' },
    ...said,
  }

  function aws<Answer>(region: string, ...args: string[]): Answer {
    const line = args.join(' ')
    calls.push(`${region} ${line}`)
    const names = Object.keys(known).filter((one) => line.startsWith(one))
    const [name] = names.toSorted((a, b) => b.length - a.length)
    const answer = name === undefined ? undefined : known[name]
    if (answer === undefined) throw new Error(`nobody has said what AWS answers to: ${line}`)
    if (answer instanceof Error) throw answer
    return (typeof answer === 'function' ? answer(args) : answer) as Answer
  }

  const reach: Reach = {
    aws,
    once: (region, ...args) => aws(region, ...['once', ...args]),
    run: (command, args) => void calls.push([command, ...args].join(' ')),
    tell: (line) => void told.push(line),
    ask: async (question) => {
      told.push(question)
      return typed
    },
    pause: async () => undefined,
  }
  return { reach, calls, told, known, text: () => told.join('\n') }
}

/** What `aws lambda invoke` does: the function's answer goes into the file that it is told. */
export function invoked(content: unknown, said: object = {}): Said {
  return (args) => {
    const file = args.find((one) => one.endsWith('.json')) ?? ''
    writeFileSync(file, JSON.stringify(content))
    return { StatusCode: 200, ...said }
  }
}

/** The context that a stack was deployed with. */
export function contextOf(calls: readonly string[], stack: string): Record<string, string>[] {
  const deployments = calls.filter((call) => call.startsWith(`npx cdk deploy ${stack} `))
  return deployments.map((call) =>
    Object.fromEntries(
      [...call.matchAll(/ -c (\w+)=(\S*)/g)].map(([, name, value]) => [name, value]),
    ),
  )
}
