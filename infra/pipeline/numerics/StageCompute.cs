using System.ComponentModel;
using Rampart.Pipeline.Parameters;

namespace Rampart.Pipeline;

/// <summary>Where and in which numbers one stage computes, if not as the rest of its pipeline: keys that every kind of stage has.</summary>
public sealed record StageCompute : ICheckedParameters
{
    /// <summary>A <see cref="DeviceWord"/>; the pipeline's own when null.</summary>
    [Description("Where this stage computes: auto (as the pipeline), cpu, cuda, or cuda:N for one GPU of several.")]
    public string? Device { get; init; }

    /// <summary>The pipeline's own when null.</summary>
    [Description("In which numbers this stage computes the heavy products, if not in those of the pipeline: auto (as the pipeline), float32, tf32 (CUDA), bf16.")]
    public Precision? Precision { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ParameterFault> Check() => PlaceFaults.Of(Device, Precision);

    /// <summary>The numerics of this stage's work in a run that declares some.</summary>
    /// <param name="run">The run's.</param>
    public string Over(string run)
    {
        string? device = Device is null or DeviceWord.Auto ? null : Device;
        string? products = Precision is null or Pipeline.Precision.Auto ? null : NumericsWord.ProductsOf(Precision.Value);
        if ((device ?? products) is null || !NumericsWord.TryParse(run, out NumericsWord? numerics))
        {
            return run;
        }
        string place = device ?? numerics.Device;
        bool isCuda = DeviceWord.IsCuda(place);
        // What only a GPU has means its nearest on a processor: the run's own choice was made for another device.
        string nearest = !isCuda && numerics.Products == NumericsWord.Tf32 ? NumericsWord.Float32 : numerics.Products;
        return new NumericsWord(place, products ?? nearest, numerics.IsDeterministic || !isCuda).ToString();
    }
}
