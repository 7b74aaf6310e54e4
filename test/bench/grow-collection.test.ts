import { expect, test } from 'vitest';
import { growCollection } from '../../bench/retrieval/grow-collection.ts';

const arp = {
  docs: [
    { id: '1', title: 'ARP', text: 'who has it' },
    { id: '2', title: 'NIC', text: 'a network card' },
  ],
  queries: [
    { id: '1', text: 'what is arp' },
    { id: '2', text: 'what is a nic' },
  ],
};
const dns = {
  docs: [{ id: '1', title: 'DNS', text: 'names of hosts' }],
  queries: [{ id: '1', text: 'what is dns' }],
};

test('the documents of all collections are taken in turn, under ids of their own', () => {
  expect(growCollection([arp, dns], 3)).toEqual({
    docs: [
      { id: 'd0', title: 'ARP', text: 'who has it' },
      { id: 'd1', title: 'DNS', text: 'names of hosts' },
      { id: 'd2', title: 'NIC', text: 'a network card' },
    ],
    queries: [
      { id: 'q0', text: 'what is arp' },
      { id: 'q1', text: 'what is dns' },
      { id: 'q2', text: 'what is a nic' },
    ],
  });
});

test('beyond them, a document begins as one and goes on as another, cut between words', () => {
  expect(growCollection([arp, dns], 7).docs.slice(3)).toEqual([
    { id: 'd3', title: 'ARP', text: 'who of hosts' },
    { id: 'd4', title: 'DNS', text: 'names network card' },
    { id: 'd5', title: 'NIC', text: 'a has it' },
    // The second round, with the next but one.
    { id: 'd6', title: 'ARP', text: 'who network card' },
  ]);
});
