/** What the rest of the engine knows of a network: shapes and calls, no framework. */
package io.github.imagejdiffusion.diffusion.network;
