/** Said if no connection names the tenant of the app. A connection that names it by a domain is not recognised. */
export const ELSEWHERE =
  'No consent is granted here, because no connection names this tenant by its id. Each tenant that is read grants it with its link below.';
