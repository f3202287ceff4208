using System.Globalization;
using System.Text.Json;
using Rampart.Safetensors;
using static TorchSharp.torch;

namespace Rampart.Learning.Training;

/// <summary>The traces of consecutive steps of one training.</summary>
/// <remarks>Its file holds two int64 tensors, <c>batches</c> [steps] and <c>parameters</c> [steps, parameters], so that the first element that differs
/// from another trace is the first step, and in it the first parameter. The metadata has <c>first_step</c> and, as a JSON array, <c>parameters</c>.</remarks>
public sealed class TrainingTrace
{
    private const string BatchesName = "batches", ParametersName = "parameters", FirstStepKey = "first_step", FormatKey = "format", Format = "pt";

    private readonly List<StepTrace> _steps = [];

    /// <summary>A trace without steps.</summary>
    /// <param name="parameters">The names of the trainable parameters, in the order of <see cref="StepTrace.Parameters"/>.</param>
    /// <param name="firstStep">The number of the first step, from 1 over the whole training.</param>
    public TrainingTrace(IReadOnlyList<string> parameters, long firstStep)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(firstStep, 1);
        (Parameters, FirstStep) = (parameters, firstStep);
    }

    /// <summary>The names of the trainable parameters.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>The number of the first step, from 1 over the whole training.</summary>
    public long FirstStep { get; }

    /// <summary>The steps in order.</summary>
    public IReadOnlyList<StepTrace> Steps => _steps;

    /// <summary>Adds the next step.</summary>
    /// <exception cref="ArgumentException">It has another number of parameters.</exception>
    public void Add(StepTrace step)
    {
        if (step.Parameters.Count != Parameters.Count)
        {
            throw new ArgumentException($"The step has {step.Parameters.Count} parameters, the trace {Parameters.Count}.", nameof(step));
        }

        _steps.Add(step);
    }

    /// <summary>The tensors of its file; they belong to the caller's dispose scope.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors() => new Dictionary<string, Tensor>(StringComparer.Ordinal)
    {
        [BatchesName] = tensor(_steps.ConvertAll(step => step.Batch).ToArray(), dtype: ScalarType.Int64),
        [ParametersName] = tensor(_steps.SelectMany(step => step.Parameters).ToArray(), dtype: ScalarType.Int64).reshape(_steps.Count, Parameters.Count),
    };

    /// <summary>The metadata of its file.</summary>
    public IReadOnlyDictionary<string, string> Metadata() => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [FormatKey] = Format,
        [FirstStepKey] = FirstStep.ToString(CultureInfo.InvariantCulture),
        [ParametersName] = JsonSerializer.Serialize(Parameters),
    };

    /// <summary>Reads a trace from its file.</summary>
    /// <param name="file">The bytes.</param>
    /// <param name="source">How errors name the file.</param>
    /// <exception cref="SafetensorsException">The bytes are no tensors, or not those of a trace.</exception>
    public static TrainingTrace Read(ReadOnlyMemory<byte> file, string source)
    {
        using var scope = NewDisposeScope();
        Dictionary<string, Tensor> tensors = SafetensorsFile.Read(file, out IReadOnlyDictionary<string, string> metadata, source);
        if (Names(metadata) is not { } names || !long.TryParse(metadata.GetValueOrDefault(FirstStepKey), NumberStyles.None, CultureInfo.InvariantCulture, out long first)
            || first < 1 || Hashes(tensors, BatchesName, 1) is not { } batches || Hashes(tensors, ParametersName, 2) is not { } parameters
            || !tensors[ParametersName].shape.SequenceEqual([batches.Length, names.Length]))
        {
            throw new SafetensorsException(
                $"{source}: this is no trace of a training; its int64 tensors '{BatchesName}' [steps] and '{ParametersName}' [steps, parameters] "
                + $"and the metadata '{FirstStepKey}' and '{ParametersName}' must be there and fit. Run the training again.");
        }

        var trace = new TrainingTrace(names, first);
        trace._steps.AddRange(batches.Select((batch, step) => new StepTrace(batch, new ArraySegment<long>(parameters, step * names.Length, names.Length))));
        return trace;
    }

    private static string[]? Names(IReadOnlyDictionary<string, string> metadata)
    {
        try
        {
            string[]? names = JsonSerializer.Deserialize<string[]>(metadata.GetValueOrDefault(ParametersName, "null"));
            return names is null || names.Contains(null) ? null : names;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static long[]? Hashes(Dictionary<string, Tensor> tensors, string name, int dimensions) =>
        tensors.TryGetValue(name, out Tensor? found) && found.dtype == ScalarType.Int64 && found.dim() == dimensions ? found.data<long>().ToArray() : null;
}
