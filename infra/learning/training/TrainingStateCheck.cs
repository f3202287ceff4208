using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Training;

/// <summary>Checks a checkpoint against the parameters it should be written into, before anything is written.</summary>
internal static class TrainingStateCheck
{
    /// <exception cref="TrainingStateException">A tensor is missing, unknown, or of another shape or type.</exception>
    public static void Against(IReadOnlyDictionary<string, Tensor> tensors, IEnumerable<(string Name, Parameter Parameter)> parameters)
    {
        var expected = new HashSet<string>(StringComparer.Ordinal) { TrainingState.StepName };
        foreach ((string name, Parameter parameter) in parameters)
        {
            foreach (string prefix in (string[])[TrainingState.ParameterPrefix, TrainingState.MeanPrefix, TrainingState.SquarePrefix])
            {
                Require(prefix + name, ScalarType.Float32, parameter.shape);
            }

            Require(TrainingState.StepsPrefix + name, ScalarType.Int64, [1]);
        }

        string? unknown = tensors.Keys.FirstOrDefault(name => !expected.Contains(name));
        if (unknown is not null)
        {
            throw new TrainingStateException($"The checkpoint holds '{unknown}', which this training does not have. Go on with the objective and options that wrote it.");
        }

        void Require(string name, ScalarType type, long[] shape)
        {
            expected.Add(name);
            if (!tensors.TryGetValue(name, out Tensor? tensor))
            {
                throw new TrainingStateException($"The checkpoint lacks '{name}'. Go on with the objective and options that wrote it.");
            }

            if (tensor.dtype != type || !tensor.shape.SequenceEqual(shape))
            {
                throw new TrainingStateException(
                    $"The checkpoint's '{name}' is {tensor.dtype} [{string.Join(", ", tensor.shape)}], not {type} [{string.Join(", ", shape)}]. "
                    + "Go on with the model that wrote it.");
            }
        }
    }
}
