# Sourced by the scripts here: the environment in which the tool and its tests run. It must be set before the process starts,
# because the thread pools of libtorch and OpenBLAS read it when they are loaded.

# One intra-op thread per work item: parallelism comes from concurrent items, and results do not depend on the number of cores.
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1

# Without it cuBLAS refuses to multiply deterministically.
export CUBLAS_WORKSPACE_CONFIG=:4096:8

# Freed tensors stay in the process instead of going back to the kernel page by page; saves the page faults of every step.
export MALLOC_MMAP_THRESHOLD_=1073741824 MALLOC_TRIM_THRESHOLD_=1073741824 MALLOC_TOP_PAD_=67108864

export MASSTRANSIT_USAGE_TELEMETRY=false DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_gcConcurrent=0 DOTNET_TieredPGO=0
