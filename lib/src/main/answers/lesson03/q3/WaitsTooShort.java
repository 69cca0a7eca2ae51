String straight(CallbackShop shop, String customer) throws Exception {
    var receipt = new String[1];
    shop.find(customer, user ->
        shop.basket(user, basket ->
            shop.pay(basket, text -> receipt[0] = text, e -> { }), e -> { }), e -> { });
    Thread.sleep(150);                             // that should do
    return receipt[0];
}
