import { expect, test } from 'vitest';
import { nameCommunity } from '../../bot/name-community.ts';

test.each([
  ['/srv/planet-openstack', 'planet openstack'],
  ['/srv/planet-openstack/content', 'planet openstack'],
  ['/srv/Lamp_Club/docs/content/', 'Lamp Club'],
  ['/content', null],
  ['/', null],
  ['/srv/---', null],
  ['/srv/a\u0007\u202eb', 'a b'],
  [`/srv/${'x'.repeat(90)}`, 'x'.repeat(60)],
])('the community of the folder %j is called %j', (folder, name) => {
  expect(nameCommunity(folder)).toBe(name);
});
