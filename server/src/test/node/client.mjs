// Drives Lumen's own client library as supabase.mjs drives the others. First argument: the folder of its sources.
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createClient } from '@supabase/supabase-js';
import { transformSync } from 'amaro';
import ws from 'ws';

// Node 20 reads no TypeScript: the types are taken off, nothing else is changed.
async function library(name) {
  const { code } = transformSync(readFileSync(`${process.argv[2]}/${name}.ts`, 'utf8'), { mode: 'strip-only' });
  writeFileSync(new URL(`./${name}.mjs`, import.meta.url), code);
  return import(`./${name}.mjs`);
}

const { followConversation } = await library('lumen-realtime');
const { SupabaseRealtimeManager } = await library('supabase-realtime-manager');
const tell = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);
const sockets = [];
let blocked = false;
let stream;
let manager;

class Transport extends ws {
  constructor(address, ...rest) {
    super(blocked ? 'ws://127.0.0.1:1/' : address, ...rest);
    sockets.push(this);
  }
}

const commands = {
  follow({ url, conversation, token, from }) {
    const options = { baseUrl: url, conversation, token: () => token, WebSocket: Transport, firstPauseMs: 50, random: () => 0.5 };
    stream = followConversation(from ? { ...options, from } : options);
    stream.on('*', (event) => tell({ event: event.type, seq: event.seq ?? 0 }));
    stream.onState((state, reason) => tell({ state, reason: reason ?? null }));
  },
  // No socket opens any more, as behind a proxy that knows none.
  block() {
    blocked = true;
    commands.cut();
  },
  unblock() {
    blocked = false;
  },
  cut() {
    for (const socket of sockets.splice(0)) socket.terminate();
  },
  place() {
    tell({ place: stream.place() ?? null });
  },
  close() {
    stream.close();
  },
  manage({ url, conversation }) {
    manager = new SupabaseRealtimeManager(createClient(url, 'anon', { realtime: { transport: ws } }));
    for (const event of ['turn:processed', 'confidence:updated', 'conversation:updated', 'subscription:status']) {
      manager.on(event, (payload) => tell({ event, payload }));
    }
    manager.subscribeToConversation(conversation, (turn) => tell({ callback: turn.turn_id }));
  },
  measured() {
    tell({ measured: manager.metrics.subscription_time });
  },
  leave({ conversation }) {
    manager.unsubscribeFromConversation(conversation);
  },
  echo({ mark }) {
    tell({ mark });
  },
};

process.on('uncaughtException', (error) => tell({ uncaught: String(error) }));
for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  commands[command.op](command);
}
process.exit(0);
