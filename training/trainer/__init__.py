"""One trainer for every kind of imagej-diffusion model: segdiff, prior and paired."""
