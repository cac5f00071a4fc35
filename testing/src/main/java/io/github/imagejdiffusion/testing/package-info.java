/** What the tests of several modules need: models whose results are known, golden files, the index of ops. */
package io.github.imagejdiffusion.testing;
