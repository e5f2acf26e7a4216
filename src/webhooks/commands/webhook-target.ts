import { refusedAddressIn } from '../../fetching/guarded-lookup.js';
import { isPublicAddress } from '../../fetching/public-address.js';
import type { Settings } from '../../settings/settings.js';
import type { Target } from '../webhook.decider.js';

/** What the settings say of where a URL leads. A name is looked up when something is sent. */
export function targetOf(
  url: string | undefined,
  { privateWebhooks }: Pick<Settings, 'privateWebhooks'>,
): Target {
  const isRefusable = url !== undefined && !privateWebhooks;
  return {
    overHttp: privateWebhooks,
    refusedAddress: isRefusable ? refusedAddressIn(new URL(url), isPublicAddress) : undefined,
  };
}
