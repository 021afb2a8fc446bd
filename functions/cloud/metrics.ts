import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics'

const metrics = new Metrics({ serviceName: process.env.SERVICE ?? 'hub' })

/**
 * Tells the alarms how the anchors stand, as lines of the log that CloudWatch makes metrics of: that a day's are in
 * place, also where nothing had to be added, and how many histories were found broken. Saying nothing is a sign, too.
 */
export function tellAnchors({
  steps,
}: {
  steps: readonly { step: string; result: string; counts?: Record<string, number> }[]
}): void {
  const anchors = steps.find(({ step }) => step === 'anchors')
  if (!anchors || anchors.result === 'failed') return
  metrics.addMetric('AnchorWritten', MetricUnit.Count, 1)
  // Done before: it was told then.
  if (anchors.counts)
    metrics.addMetric('HistoriesBroken', MetricUnit.Count, anchors.counts.broken ?? 0)
  metrics.publishStoredMetrics()
}
