using Rampart.Contracts;
using Rampart.Safetensors;
using static TorchSharp.torch;

namespace Rampart.Stages;

/// <summary>Writes the forms of output that stages share.</summary>
public static class StageOutputWriting
{
    /// <summary>Writes one JSON record.</summary>
    public static NamedArtifact WriteJson<T>(this IStageOutputs outputs, string role, T value) =>
        outputs.Write(role, MediaTypes.Json, stream => StageJson.Write(stream, value));

    /// <summary>Writes records, one per line.</summary>
    public static NamedArtifact WriteLines<T>(this IStageOutputs outputs, string role, IEnumerable<T> records) =>
        outputs.Write(role, MediaTypes.JsonLines, stream => JsonLines.Write(stream, records));

    /// <summary>Writes tensors.</summary>
    public static NamedArtifact WriteTensors(
        this IStageOutputs outputs, string role, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        outputs.Write(role, MediaTypes.Safetensors, stream => SafetensorsFile.Write(stream, tensors, metadata));
}
