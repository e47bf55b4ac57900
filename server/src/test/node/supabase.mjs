// Drives an unmodified @supabase/supabase-js: commands are lines of JSON on standard input, what happens are
// lines of JSON on standard output. Which of the two versions: the first argument.
import { createInterface } from 'node:readline';
import ws from 'ws';

const { createClient } = await import(process.argv[2] === '2.50.3' ? 'supabase-js-2.50.3' : '@supabase/supabase-js');
const clients = new Map();
const channels = new Map();
const sockets = [];

const tell = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);
const plain = (value) => (value instanceof ArrayBuffer ? { bytes: Buffer.from(value).toString('hex') } : value);

// Only remembers the sockets it makes, so that they can be cut.
class Transport extends ws {
  constructor(...args) {
    super(...args);
    sockets.push(this);
  }
}

const commands = {
  create({ client = 'c', url, key, token, realtime = {} }) {
    let current = token;
    const options = { realtime: { transport: Transport, ...realtime } };
    if (token !== undefined) options.accessToken = async () => current;
    const made = createClient(url, key, options);
    clients.set(client, { made, setToken: (next) => (current = next) });
  },
  // bindings: [{type, filter}]
  channel({ client = 'c', name, topic, config = {}, bindings = [], resume }) {
    const channel = clients.get(client).made.channel(topic, { config });
    channels.set(name, channel);
    bindings.forEach(({ type, filter }, index) =>
      channel.on(type, filter, (payload) => tell({ name, binding: index, type, payload: { ...payload, payload: plain(payload?.payload) } })),
    );
    if (resume) channel.updateJoinPayload({ resume });
  },
  subscribe({ name }) {
    channels.get(name).subscribe((status, error) => tell({ name, status, error: error?.message ?? (error ? String(error) : null) }));
  },
  async unsubscribe({ name }) {
    tell({ name, left: await channels.get(name).unsubscribe() });
  },
  async send({ name, event, payload, bytes }) {
    const content = bytes ? Uint8Array.from(Buffer.from(bytes, 'hex')).buffer : payload;
    tell({ name, sent: await channels.get(name).send({ type: 'broadcast', event, payload: content }) });
  },
  async httpSend({ name, event, payload }) {
    const channel = channels.get(name);
    const answer = channel.httpSend ? await channel.httpSend(event, payload) : await channel.send({ type: 'broadcast', event, payload });
    tell({ name, http: answer });
  },
  async track({ name, payload }) {
    tell({ name, tracked: await channels.get(name).track(payload) });
  },
  async untrack({ name }) {
    tell({ name, untracked: await channels.get(name).untrack() });
  },
  presence({ name }) {
    tell({ name, presence: channels.get(name).presenceState() });
  },
  token({ client = 'c', token }) {
    clients.get(client).setToken(token);
    return clients.get(client).made.realtime.setAuth();
  },
  // As a network would: no close frame.
  cut() {
    sockets.forEach((socket) => socket.terminate());
  },
  resume({ name, resume }) {
    channels.get(name).updateJoinPayload({ resume });
  },
  async heartbeat({ client = 'c' }) {
    await clients.get(client).made.realtime.sendHeartbeat();
  },
  async count({ client = 'c', table }) {
    const { data, error, status } = await clients.get(client).made.from(table).select('count').limit(1);
    tell({ count: data, error, http: status });
  },
  echo({ mark }) {
    tell({ mark });
  },
};

process.on('unhandledRejection', (reason) => tell({ unhandled: String(reason) }));
process.on('uncaughtException', (error) => tell({ uncaught: String(error) }));
for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  await commands[command.op](command);
}
process.exit(0);
