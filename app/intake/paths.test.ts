import { expect, test } from 'vitest'
import { isHidden, withoutSharedFolder } from './paths.ts'

test('the folder of the incident goes, the folders of the hosts stay', () => {
  expect(withoutSharedFolder(['valentines-day/c35/kern.log', 'valentines-day/sw-1.log'])).toEqual([
    'c35/kern.log',
    'sw-1.log',
  ])
})

test.each([
  ['files without a folder', ['kern.log', 'sw-1.log']],
  ['files of two folders', ['c35/kern.log', 'sw-1/eos.log']],
  ['one file beside a folder', ['kern.log', 'c35/kern.log']],
  ['one folder of files, which may be the host', ['c35/kern.log', 'c35/nova-compute.log']],
  ['a folder that holds a machine', ['c35/var/log/kern.log', 'c35/etc/hosts']],
  ['nothing', []],
])('%s: the paths stay as dropped', (_, paths) => {
  expect(withoutSharedFolder(paths)).toEqual(paths)
})

test('dot-files are hidden wherever they lie', () => {
  expect(['.DS_Store', 'a/.git/config', '__MACOSX/a', 'a/b.log'].map(isHidden)).toEqual([true, true, true, false])
})
