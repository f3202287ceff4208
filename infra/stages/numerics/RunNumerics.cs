using Rampart.Pipeline;
using static TorchSharp.torch;

namespace Rampart.Stages;

/// <summary>What a pipeline's device and precision mean on this machine.</summary>
public static class RunNumerics
{
    /// <summary>The numerics that a run's work items declare.</summary>
    /// <exception cref="PipelineException">The pipeline wants what its device does not have.</exception>
    public static string Of(PipelineDefinition pipeline) => Of(pipeline, cuda.is_available, Processor.HasBFloat16MatrixUnits);

    /// <summary>The same for a machine about which this is known.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="hasCuda">Whether libtorch has a GPU to compute on; asked only where it matters.</param>
    /// <param name="hasMatrixUnits">Whether the processor multiplies bfloat16 matrices in units of their own.</param>
    public static string Of(PipelineDefinition pipeline, Func<bool> hasCuda, bool hasMatrixUnits)
    {
        string device = pipeline.Device != DeviceWord.Auto ? pipeline.Device : hasCuda() ? DeviceWord.Cuda : DeviceWord.Cpu;
        bool isCuda = DeviceWord.IsCuda(device);
        string products = pipeline.Precision != Precision.Auto ? NumericsWord.ProductsOf(pipeline.Precision)
            : isCuda || hasMatrixUnits ? NumericsWord.BFloat16 : NumericsWord.Float32;
        return products == NumericsWord.Tf32 && !isCuda
            ? throw new PipelineException([new PipelineProblem(
                new SourcePosition(pipeline.Name, 0, 0),
                "precision tf32 exists on GPUs only, and device auto found none here that libtorch can use. Use precision=float32, or a machine with a GPU.")])
            : new NumericsWord(device, products, pipeline.Deterministic || !isCuda).ToString();
    }
}
