import { afterAll, jest } from '@jest/globals';

// The process and the modules of a worker outlive a suite, so its mocks must not.
afterAll(() => {
  jest.restoreAllMocks();
});
