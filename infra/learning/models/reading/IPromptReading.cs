using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>How prompts become logits. The decoder's own reading is one; a defence wraps another and reads in its own way, so that answers, losses and
/// attacks all meet it.</summary>
internal interface IPromptReading
{
    /// <summary>Logits behind some places of the suffix.</summary>
    /// <param name="prompts">The prompts with what is known of their answers.</param>
    /// <param name="places">[batch, wanted] int64: places within the suffix, the one that predicts the first answer token first; -1 is the image's last.</param>
    /// <param name="shift">Added to hidden states, or null.</param>
    /// <returns>[batch, wanted, vocabulary] float32.</returns>
    Tensor Logits(PromptSequence prompts, Tensor places, IHiddenShift? shift = null);

    /// <summary>Begins to answer prompts of equal length, token by token.</summary>
    /// <param name="prompts">The prompts.</param>
    /// <param name="steps">The most tokens that will be asked for.</param>
    /// <param name="shift">Added to hidden states, or null.</param>
    IDecoding Decode(PromptSequence prompts, int steps, IHiddenShift? shift = null);

    /// <summary>The same for some sequences of the batch; only readings that treat sequences apart differ.</summary>
    /// <param name="rows">[rows] int64.</param>
    IPromptReading Rows(Tensor rows) => this;
}

/// <summary>Answers under way.</summary>
internal interface IDecoding : IDisposable
{
    /// <summary>Logits of the first token, [batch, vocabulary] float32.</summary>
    Tensor First();

    /// <summary>Logits of the token after these.</summary>
    /// <param name="ids">[batch] int64: the tokens chosen last.</param>
    Tensor Next(Tensor ids);
}
