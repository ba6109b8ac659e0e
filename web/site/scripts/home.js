/** The start page's one picture moves; what can be kept for later is asked when the page has come to rest. */

import { LabBowl } from '../../widgets/bowl.js';
import { define } from '../../widgets/define.js';

define(LabBowl);

addEventListener('load', () => {
  setTimeout(async () => {
    const { LabKeepData } = await import('../../widgets/keep_data.js');
    define(LabKeepData);
  }, 1000);
});
