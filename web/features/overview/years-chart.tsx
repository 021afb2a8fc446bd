import { scaleLinear } from 'd3-scale'
import { useEffect, useId, useRef, useState } from 'react'
import type { Overview } from '../../../functions/domain/overview.ts'
import { useTexts } from '../../i18n/language.tsx'
import { HatchPatterns, LOOK, STANDING_ORDER } from '../outcomes/look.tsx'

const ROW = 34
const BAR = 22

/** The width there is, so that text keeps its size on a phone. */
function useWidth(initial: number) {
  const element = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(initial)
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) setWidth(Math.round(entry.contentRect.width))
    })
    if (element.current) observer.observe(element.current)
    return () => observer.disconnect()
  }, [])
  return { element, width }
}

/** One stacked bar per cohort year. The matrix beside it is its table alternative. */
export function YearsChart({ years }: { years: Overview['years'] }) {
  const { t, words, dates } = useTexts()
  const id = useId()
  const { element, width } = useWidth(640)
  // At least five, so that one proposal doesn't look like many.
  const most = Math.max(5, ...years.map(({ total }) => total))
  const left = 108
  const x = scaleLinear([0, most], [0, Math.max(60, width - left - 36)])
  const height = years.length * ROW + 4
  return (
    <figure className="keep-together">
      <figcaption className="mb-2 text-[0.875rem] text-solid-gray-700">
        {t.overview.chartCaption}
      </figcaption>
      <ul className="mb-3 flex flex-wrap gap-x-5 gap-y-1 text-[0.875rem]">
        {STANDING_ORDER.map((code) => (
          <li key={code} className="flex items-center gap-2">
            <svg aria-hidden="true" width="22" height="16">
              <defs>
                <HatchPatterns prefix={`${id}-key-${code}`} />
              </defs>
              <rect
                x="1"
                y="1"
                width="20"
                height="14"
                fill={`url(#${id}-key-${code}-${code})`}
                stroke={LOOK[code].fill}
              />
            </svg>
            {words.standings[code]}
          </li>
        ))}
      </ul>
      <div ref={element}>
        <svg
          role="img"
          aria-labelledby={`${id}-title`}
          viewBox={`0 0 ${width} ${height}`}
          className="block w-full"
          fontSize="14"
        >
          <title id={`${id}-title`}>{t.overview.chartTitle}</title>
          <defs>
            <HatchPatterns prefix={id} />
          </defs>
          {years.map((year, row) => {
            const y = row * ROW + 4
            let start = 0
            return (
              <g key={year.fiscalYear} transform={`translate(0 ${y})`}>
                <text x={left - 10} y={BAR - 6} textAnchor="end" fill="#333">
                  {dates.fiscalYear(year.fiscalYear)}
                </text>
                <line x1={left} x2={left} y1="-4" y2={BAR + 8} stroke="#767676" />
                {year.total === 0 && (
                  <text x={left + 8} y={BAR - 6} fill="#4d4d4d">
                    {year.record === 'cohort'
                      ? t.overview.noProposals
                      : words.cohortRecords[year.record]}
                  </text>
                )}
                {STANDING_ORDER.filter((code) => year.counts[code] > 0).map((code) => {
                  const count = year.counts[code]
                  const at = left + x(start)
                  start += count
                  const wide = x(count)
                  return (
                    <g key={code}>
                      <rect
                        x={at}
                        y="0"
                        width={wide}
                        height={BAR}
                        fill={`url(#${id}-${code})`}
                        stroke={LOOK[code].fill}
                      />
                      {wide > 22 && (
                        <>
                          <rect
                            x={at + wide / 2 - 10}
                            y="3"
                            width="20"
                            height={BAR - 6}
                            rx="2"
                            fill="#fff"
                          />
                          <text x={at + wide / 2} y={BAR - 6} textAnchor="middle" fill="#1a1a1a">
                            {count}
                          </text>
                        </>
                      )}
                    </g>
                  )
                })}
                {year.total > 0 && (
                  <text x={left + x(year.total) + 8} y={BAR - 6} fill="#333">
                    {year.total}
                  </text>
                )}
              </g>
            )
          })}
        </svg>
      </div>
    </figure>
  )
}
