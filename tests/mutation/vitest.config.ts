/** The tests that mutants are held against. All of them may run for every mutant, so they are those of milliseconds. */
export default {
  test: {
    name: 'mutation',
    include: ['tests/exchange/**/*.test.ts'],
    // Nothing is kept between files, so that ESLint and the parser are loaded once a mutant and not once a file.
    isolate: false,
  },
};
