import leven from 'leven';

/** Every environment variable that is read. */
export const SETTING_NAMES = [
  'PORT',
  'HOST',
  'EVENT_STORE_URL',
  'EVENT_STORE_ADMIN_URL',
  'READ_MODEL_URL',
  'FACT_LEDGER_DATA_DIR',
  'FACT_LEDGER_ADMIN_KEY',
  'FACT_LEDGER_KEY',
  'FACT_LEDGER_PUBLIC_READS',
  'FACT_LEDGER_PUBLIC_NAMES',
  'FACT_LEDGER_PUBLIC_URL',
  'FACT_LEDGER_CORS_ORIGINS',
  'FACT_LEDGER_TRUST_PROXY',
  'FACT_LEDGER_LOG_LEVEL',
  'FACT_LEDGER_LOG_FORMAT',
  'FACT_LEDGER_MAX_SNAPSHOT_BYTES',
  'FACT_LEDGER_MAX_BODY_BYTES',
  'FACT_LEDGER_MAX_MEMBER_BODY_BYTES',
  'FACT_LEDGER_CAPTURE_URLS',
  'FACT_LEDGER_LIVE_CLIENTS',
  'FACT_LEDGER_LIVE_BUFFER_BYTES',
  'FACT_LEDGER_LIVE_HEARTBEAT_SECONDS',
  'FACT_LEDGER_PRIVATE_WEBHOOKS',
  'FACT_LEDGER_STREAM_PREFIX',
  'FACT_LEDGER_EVENT_STORE_TIMEOUT_MS',
] as const;

export type SettingName = (typeof SETTING_NAMES)[number];

export type Environment = Readonly<Record<string, string | undefined>>;

const PREFIX = 'FACT_LEDGER_';

const KNOWN: ReadonlySet<string> = new Set(SETTING_NAMES);

/**
 * What Kubernetes and Docker's links set for a service called `fact-ledger` or `fact-ledger-…`; nobody
 * misspelt those. https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
 */
const OF_A_SERVICE =
  /_(?:SERVICE_HOST|SERVICE_PORT(?:_\w+)?|PORT_\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)$/;
const ADDRESS_OF_A_SERVICE = /^(?:tcp|udp|sctp):\/\//;

/**
 * Finds variables that begin like the ledger's own settings and are none. Of names that do not, nobody knows
 * which program they are for.
 *
 * @returns a sentence about each, with the setting that was probably meant.
 */
export function unknownSettings(env: Environment): string[] {
  return Object.entries(env)
    .filter(([name, value]) => name.startsWith(PREFIX) && !KNOWN.has(name) && value?.trim())
    .filter(([name, value]) => !isOfAService(name, value!))
    .map(([name]) => `${name} is no setting; ${meantBy(name)}`);
}

function isOfAService(name: string, value: string): boolean {
  if (name.endsWith('_PORT') && ADDRESS_OF_A_SERVICE.test(value)) return true;
  return OF_A_SERVICE.test(name);
}

function meantBy(name: string): string {
  const given = name.slice(PREFIX.length).toUpperCase();
  const [nearest] = SETTING_NAMES.map((known) => {
    // Without the prefix, which would make all of them alike; some settings have none.
    const own = known.startsWith(PREFIX) ? known.slice(PREFIX.length) : known;
    return { known, unlike: leven(given, own) / Math.max(given.length, own.length) };
  }).sort((a, b) => a.unlike - b.unlike);
  if (nearest && nearest.unlike < 0.5) return `did you mean ${nearest.known}?`;
  return 'the README lists those that there are';
}
