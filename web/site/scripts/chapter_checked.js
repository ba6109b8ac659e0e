/** The page "The chapter, checked": builds each claim's experiment when the reader comes near it. */

import { whenNear } from '../../widgets/near.js';

for (const place of /** @type {NodeListOf<HTMLElement>} */ (
  document.querySelectorAll('[data-claim]')
)) {
  whenNear(place, async () => {
    const { buildClaim } = await import('./chapter_claims.js');
    await buildClaim(place);
  });
}
