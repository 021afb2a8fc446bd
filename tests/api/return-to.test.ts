import { expect, test } from 'vitest'
import { localPath } from '../../functions/api/sign-in.ts'

const ORIGIN = 'https://hub.example'

test.each([
  ['/', '/'],
  ['/m/222038/proposals?q=%E5%AF%BE%E8%A9%B1#top', '/m/222038/proposals?q=%E5%AF%BE%E8%A9%B1#top'],
  ['/a/../b', '/b'],
])('after the sign-in the browser goes back to %s', (asked, path) => {
  expect(localPath(asked, ORIGIN)).toBe(path)
})

test.each([
  undefined,
  '',
  'm/222038',
  'https://other.example/',
  '//other.example/',
  '/\\other.example/',
  '/\t/other.example/',
  '/.//other.example/',
  '/a/..//other.example/',
  '/./\\other.example/',
  '/%2e//other.example/',
  'javascript:alert(1)',
  '/auth/sign-in',
  '/./auth/callback?code=x',
])('a way to %s leads to the start page: never to another site, nor round', (asked) => {
  expect(localPath(asked, ORIGIN)).toBe('/')
})
