using Rampart.Contracts;
using Rampart.Evaluation;
using Rampart.Mining;
using Rampart.Pairing;
using Rampart.Preprocessing;
using Rampart.Training;

namespace Rampart.Stages.Tests;

/// <summary>The stages of the default pipeline on the bench, each in one call.</summary>
internal static class Chain
{
    public static Bench Images(this Bench bench, PreprocessingParameters? parameters = null)
    {
        bench.Run(
            "images", PreprocessingRegistration.Kind, new PreprocessingStage(), parameters ?? Some.Preprocessing(), Some.Sources(bench.Store));
        return bench;
    }

    public static Bench Clip(this Bench bench, TrainingParameters? parameters = null) => bench.Train("clip", parameters ?? Some.Clip());

    public static Bench Base(this Bench bench, TrainingParameters? parameters = null) => bench.Train("base", parameters ?? Some.Base());

    public static Bench Train(this Bench bench, string name, TrainingParameters parameters)
    {
        string?[] references = [parameters.Data, parameters.Model.From, parameters.Model.Vision, parameters.Reference, parameters.Pairs];
        bench.Run(
            name, TrainingRegistration.Kind, new TrainingStage(), parameters, null, [.. references.OfType<string>().Distinct()]);
        return bench;
    }

    public static Bench Mine(this Bench bench, MiningParameters? parameters = null)
    {
        bench.Run("mine", MiningRegistration.Kind, new MiningStage(), parameters ?? Some.Mining(), null, "base", "images/train");
        return bench;
    }

    public static Bench Pair(this Bench bench, PairingParameters? parameters = null)
    {
        bench.Run("pair", PairingRegistration.Kind, new PairingStage(), parameters ?? Some.Pairing(), null, "base", "mine");
        return bench;
    }

    public static Bench Evaluate(this Bench bench, EvaluationParameters parameters)
    {
        bench.Run(
            "evaluation",
            EvaluationRegistration.Kind,
            new EvaluationStage(),
            parameters,
            null,
            [
                .. parameters.Models.Values.Concat(parameters.Attack.OtherModels.Values)
                    .Concat(new[] { parameters.Data, parameters.ProbeData, parameters.Attack.FittedOn, parameters.Original, parameters.Judge?.LearnsFrom }.OfType<string>()).Distinct(),
            ]);
        return bench;
    }

    public static IReadOnlyList<T> Lines<T>(this Bench bench, NamedArtifact artifact) =>
        JsonLines.Read<T>(bench.Store.Read(artifact.Artifact), artifact.Role);

    public static NamedArtifact Output(this Bench bench, string stage, string role) => bench[stage].Single(output => output.Role == role);
}
