/** {@code Plugins > Diffusion > Devices...}: what models run on here, and why not on the rest. */
package io.github.imagejdiffusion.imagej.devices;
