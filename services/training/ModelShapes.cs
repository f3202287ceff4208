using Rampart.Learning.Models;
using Rampart.Learning.Tokenization;
using Rampart.Stages;

namespace Rampart.Training;

/// <summary>Turns the knobs of a new model into configurations; what the data decides comes from the data.</summary>
internal static class ModelShapes
{
    /// <summary>A CLIP model for the dataset's images and the tokenizer's words.</summary>
    /// <exception cref="StageException">The images are not square, or do not divide into patches.</exception>
    public static ModelConfig Clip(NewClipParameters create, DatasetDescription dataset, BpeTokenizer tokenizer)
    {
        if (dataset.Shape.Height != dataset.Shape.Width || dataset.Shape.Width % create.Vision.PatchSize != 0)
        {
            throw new StageException(
                $"Images of {dataset.Shape.Height} x {dataset.Shape.Width} pixels do not divide into square patches of {create.Vision.PatchSize}.",
                "model.create.vision.patch_size",
                "Choose a divisor of the side of square images.");
        }

        return new ModelConfig(
            new ClipVisionConfig(
                HiddenSize: create.Vision.HiddenSize,
                IntermediateSize: create.Vision.IntermediateSize,
                Layers: create.Vision.NumHiddenLayers,
                Heads: create.Vision.NumAttentionHeads,
                Channels: dataset.Shape.Channels,
                ImageSize: dataset.Shape.Width,
                PatchSize: create.Vision.PatchSize,
                ProjectionSize: create.ProjectionDim),
            new ImageNormalization(dataset.Mean, dataset.Std),
            new ClipTextConfig(
                VocabularySize: tokenizer.VocabularySize,
                HiddenSize: create.Text.HiddenSize,
                IntermediateSize: create.Text.IntermediateSize,
                Layers: create.Text.NumHiddenLayers,
                Heads: create.Text.NumAttentionHeads,
                MaxPositions: create.Text.MaxPositionEmbeddings,
                ProjectionSize: create.ProjectionDim,
                BosTokenId: tokenizer.BosId,
                EosTokenId: tokenizer.EosId,
                PadTokenId: tokenizer.PadId));
    }

    /// <summary>A decoder on top of a vision tower.</summary>
    public static LlavaConfig Llava(NewLanguageParameters extend, ClipVisionConfig vision, BpeTokenizer tokenizer) => new(
        vision,
        new LlamaConfig(
            VocabularySize: tokenizer.VocabularySize,
            HiddenSize: extend.Language.HiddenSize,
            IntermediateSize: extend.Language.IntermediateSize,
            Layers: extend.Language.NumHiddenLayers,
            Heads: extend.Language.NumAttentionHeads,
            KeyValueHeads: extend.Language.NumKeyValueHeads,
            HeadSize: extend.Language.HiddenSize / extend.Language.NumAttentionHeads,
            MaxPositions: extend.Language.MaxPositionEmbeddings,
            InitializerRange: extend.Language.InitializerRange,
            BosTokenId: tokenizer.BosId,
            EosTokenId: tokenizer.EosId),
        tokenizer.ImageId,
        tokenizer.PadId,
        extend.VisionFeatureLayer);
}
