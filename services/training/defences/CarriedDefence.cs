using Rampart.Learning.Data;
using Rampart.Learning.Models;
using Rampart.Learning.Randomness;
using Rampart.Learning.Tokenization;
using Rampart.Stages;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Training;

/// <summary>Puts the defence that pipeline.yaml names on a model, and measures what it needs to know of it.</summary>
internal static class CarriedDefence
{
    // The middle of the range of pixels.
    private const float Grey = 0.5f;

    public static void Attach(ModelBundle bundle, DefenceParameters parameters, BpeTokenizer tokenizer, DatasetDescription dataset, ulong seed)
    {
        switch (parameters)
        {
            case ConstitutionalCalibrationParameters calibration:
                bundle.AttachDefence(new ConstitutionalCalibrationConfig(
                    calibration.Principle, PromptFormat.Before(tokenizer, calibration.Principle), calibration.Alpha));
                break;
            case RepresentationShiftParameters shift:
                int anchors = shift.Anchor == AnchorContent.Blank ? 1 : shift.Anchors;
                bundle.AttachDefence(new RepresentationShiftConfig(shift.Level, shift.Alpha, anchors));
                using (torch.NewDisposeScope())
                {
                    IReadOnlyList<string> prompts = shift.Prompts ?? [dataset.EvaluationQuestion, .. SafetySentences.Templates.Select(request => request.Request)];
                    bundle.FitDefence(Anchors(shift.Anchor, anchors, dataset.Shape, seed), [.. prompts.Select(prompt => PromptFormat.Prompt(tokenizer, prompt))]);
                }

                break;
        }
    }

    private static Tensor Anchors(AnchorContent content, int count, ImageShape shape, ulong seed)
    {
        var values = new float[count * shape.Volume];
        Array.Fill(values, Grey);
        if (content == AnchorContent.Noise)
        {
            new SampleRandom(seed, "anchors").FillUniform(values, 0, 1);
        }

        return torch.tensor(values).reshape(count, shape.Channels, shape.Height, shape.Width);
    }
}
