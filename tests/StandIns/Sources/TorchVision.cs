// Stand-in for TorchVision 0.107.0: names from the sources at that version.
// references: TorchSharp
namespace TorchSharp
{
    public static class torchvision
    {
        public interface ITransform { }

        public static class datasets
        {
            public static object MNIST(string root, bool train, bool download = false, ITransform target_transform = null) => throw null;
            public static object FashionMNIST(string root, bool train, bool download = false, ITransform target_transform = null) => throw null;
            public static object KMNIST(string root, bool train, bool download = false, ITransform target_transform = null) => throw null;
            public static object CIFAR10(string root, bool train, bool download = false, ITransform target_transform = null) => throw null;
            public static object CIFAR100(string root, bool train, bool download = false, ITransform target_transform = null) => throw null;
            public static object CelebA(string root, object split = null, bool download = false, ITransform target_transform = null) => throw null;
        }

        public static class io
        {
            public static torch.Tensor read_image(string filename) => throw null;
        }

        public static class models
        {
            public static torch.nn.Module<torch.Tensor, torch.Tensor> alexnet(int num_classes = 1000, string weights_file = null, bool skipfc = true) => throw null;
            public static torch.nn.Module<torch.Tensor, torch.Tensor> googlenet(int num_classes = 1000, string weights_file = null, bool skipfc = true) => throw null;
            public static torch.nn.Module<torch.Tensor, torch.Tensor> inception_v3(int num_classes = 1000, string weights_file = null, bool skipfc = true) => throw null;
            public static torch.nn.Module<torch.Tensor, torch.Tensor> resnet101(int num_classes = 1000, string weights_file = null, bool skipfc = true) => throw null;
            public static torch.nn.Module<torch.Tensor, torch.Tensor> resnet152(int num_classes = 1000, string weights_file = null, bool skipfc = true) => throw null;
            public static torch.nn.Module<torch.Tensor, torch.Tensor> resnet18(int num_classes = 1000, string weights_file = null, bool skipfc = true) => throw null;
            public static torch.nn.Module<torch.Tensor, torch.Tensor> resnet34(int num_classes = 1000, string weights_file = null, bool skipfc = true) => throw null;
            public static torch.nn.Module<torch.Tensor, torch.Tensor> resnet50(int num_classes = 1000, string weights_file = null, bool skipfc = true) => throw null;
            public static torch.nn.Module<torch.Tensor, torch.Tensor> resnext101_32x8d(int num_classes = 1000, string weights_file = null, bool skipfc = true) => throw null;
            public static torch.nn.Module<torch.Tensor, torch.Tensor> resnext101_64x4d(int num_classes = 1000, string weights_file = null, bool skipfc = true) => throw null;
            public static torch.nn.Module<torch.Tensor, torch.Tensor> resnext50_32x4d(int num_classes = 1000, string weights_file = null, bool skipfc = true) => throw null;
            public static torch.nn.Module<torch.Tensor, torch.Tensor> vgg11(int num_classes = 1000, string weights_file = null, bool skipfc = true) => throw null;
            public static torch.nn.Module<torch.Tensor, torch.Tensor> vgg11_bn(int num_classes = 1000, string weights_file = null, bool skipfc = true) => throw null;
            public static torch.nn.Module<torch.Tensor, torch.Tensor> vgg13(int num_classes = 1000, string weights_file = null, bool skipfc = true) => throw null;
            public static torch.nn.Module<torch.Tensor, torch.Tensor> vgg13_bn(int num_classes = 1000, string weights_file = null, bool skipfc = true) => throw null;
            public static torch.nn.Module<torch.Tensor, torch.Tensor> vgg16(int num_classes = 1000, string weights_file = null, bool skipfc = true) => throw null;
            public static torch.nn.Module<torch.Tensor, torch.Tensor> vgg16_bn(int num_classes = 1000, string weights_file = null, bool skipfc = true) => throw null;
            public static torch.nn.Module<torch.Tensor, torch.Tensor> vgg19(int num_classes = 1000, string weights_file = null, bool skipfc = true) => throw null;
            public static torch.nn.Module<torch.Tensor, torch.Tensor> vgg19_bn(int num_classes = 1000, string weights_file = null, bool skipfc = true) => throw null;
            public static torch.nn.Module<torch.Tensor, torch.Tensor> wide_resnet101_2(int num_classes = 1000, string weights_file = null, bool skipfc = true) => throw null;
            public static torch.nn.Module<torch.Tensor, torch.Tensor> wide_resnet50_2(int num_classes = 1000, string weights_file = null, bool skipfc = true) => throw null;
        }
    }
}
