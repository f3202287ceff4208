using Rampart.Learning.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Models;

public sealed class RepresentationShiftTests
{
    [Theory]
    [InlineData(ShiftLevel.Dataset)]
    [InlineData(ShiftLevel.Sample)]
    public void In_one_layer_the_whole_shift_of_the_image_itself_gives_back_what_the_text_alone_says(ShiftLevel level)
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = OneLayer();
        Tensor image = TinyModels.Pixels().narrow(0, 0, 1), features = bundle.Vision.PatchFeatures(image);
        int[] prompt = TinyModels.Prompts[0];
        using AnswerBatch batch = AnswerBatch.FromTokens([prompt], [[11]], 3, 0);
        // h' = h(text, image) - (h(text, image) - h(text)) = h(text).
        float[] text = bundle.Language!.Reading.Logits(new PromptSequence(null, batch.Prefix, batch.Suffix), batch.Predictors).data<float>().ToArray();
        float[] plain = bundle.Language.AnswerLogits(features, batch).data<float>().ToArray();

        bundle.AttachDefence(new RepresentationShiftConfig(level, 1, 1));
        bundle.FitDefence(image, [prompt]);

        TinyModels.AssertClose(text, bundle.Language.AnswerLogits(features, batch), 1e-4);
        Assert.True(plain.Zip(text, (one, other) => Math.Abs(one - other)).Max() > 0.1);
    }

    [Fact]
    public void Nothing_taken_off_changes_nothing()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        Tensor features = bundle.Vision.PatchFeatures(TinyModels.Pixels());
        using AnswerBatch batch = AnswerBatch.FromTokens(TinyModels.Prompts, TinyModels.Answers, 3, 0);
        float[] plain = bundle.Language!.LogProbs(features, batch).Sum().data<float>().ToArray();
        bundle.AttachDefence(new RepresentationShiftConfig(ShiftLevel.Sample, 0, 1));
        bundle.FitDefence(TinyModels.Pixels().narrow(0, 0, 1), [TinyModels.Prompts[0]]);
        TinyModels.AssertClose(plain, bundle.Language.LogProbs(features, batch).Sum(), 1e-5);
    }

    [Fact]
    public void A_datasets_shift_is_the_mean_over_prompts_and_anchors_of_single_ones()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        Tensor Shift(Tensor anchors, params int[][] prompts)
        {
            bundle.AttachDefence(new RepresentationShiftConfig(ShiftLevel.Dataset, 1, (int)anchors.shape[0]));
            bundle.FitDefence(anchors, prompts);
            return bundle.SaveComponent(ModelBundle.DefenceComponent)["shift"].detach().clone();
        }

        Tensor first = TinyModels.Pixels().narrow(0, 0, 1), second = TinyModels.Pixels().narrow(0, 1, 1);
        int[] one = TinyModels.Prompts[0], other = TinyModels.Prompts[1];
        Tensor mean = (Shift(first, one) + Shift(second, one) + Shift(first, other) + Shift(second, other)) / 4;
        TinyModels.AssertClose([.. mean.data<float>()], Shift(cat([first, second]), one, other), 1e-4);
    }

    [Fact]
    public void Another_defence_takes_the_place_of_the_first()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        using AnswerBatch batch = AnswerBatch.FromTokens(TinyModels.Prompts, TinyModels.Answers, 3, 0);
        float[] Rated() => bundle.Language!.LogProbs(bundle.Vision.PatchFeatures(TinyModels.Pixels()), batch).Sum().data<float>().ToArray();
        bundle.AttachDefence(new ConstitutionalCalibrationConfig("be safe", [10, 14], 1));
        float[] alone = Rated();
        bundle.AttachDefence(new RepresentationShiftConfig(ShiftLevel.Dataset, 1, 1));
        bundle.FitDefence(TinyModels.Pixels().narrow(0, 0, 1), [TinyModels.Prompts[0]]);
        Assert.NotEqual(alone, Rated());
        bundle.AttachDefence(new ConstitutionalCalibrationConfig("be safe", [10, 14], 1));
        Assert.Equal(alone, Rated());
        Assert.DoesNotContain(ModelBundle.DefenceComponent, bundle.Components.Keys);
    }

    private static ModelBundle OneLayer()
    {
        LlavaConfig llava = TinyModels.Llava with { Text = TinyModels.Llama with { Layers = 1 } };
        var bundle = new ModelBundle(TinyModels.Config with { Language = llava });
        foreach (var (name, component) in bundle.Components)
        {
            bundle.LoadComponent(name, component.Weights().ToDictionary(entry => entry.Key, entry => TinyModels.Weight(entry.Key, entry.Value.shape)));
        }

        return bundle;
    }
}
